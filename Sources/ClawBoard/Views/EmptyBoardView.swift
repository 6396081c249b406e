import ClawMirror
import ClawTerminal

/// A board without a task: says how the node is and what to do next.
struct EmptyBoardView {
  let model: Model

  func draw(in area: Rect, _ painter: inout Painter) {
    var lines = state(&painter.ages)
    lines += [
      .empty,
      hint("n", "writes a task and sends it"),
      hint("clawboard demo", "shows a board at work, with nothing else needed"),
      hint("clawboard node", "runs a node here"),
      hint("clawboard --url URL", "watches another node"),
    ]
    let width = lines.map(\.text.cellWidth).max() ?? 0
    painter.put(lines, in: area.centered(Size(width: width, height: lines.count)))
  }

  private func state(_ ages: inout Ages) -> [Line] {
    guard let node = model.nodeOrder.first.flatMap({ model.nodes[$0] }) else {
      return [Line("No node yet.", .muted)]
    }
    switch node.health {
    case .connecting: return [Line("Connecting to \(node.url)", .strong)]
    case .answering: return [Line("No tasks on \(node.url) yet.", .strong)]
    case .silent(let since, _, let reason):
      return [
        Line("\(node.url) does not answer (\(ages.coarse(since: since))).", .error),
        Line(reason.shortReason, .muted),
        Line("Trying again and again; r tries now.", .muted),
      ]
    }
  }

  private func hint(_ key: String, _ text: String) -> Line {
    var line = Line(key.padded(to: 21), .key)
    line.add(text)
    return line
  }
}
