import ClawMirror
import ClawTerminal

/// A board without a card: says how the node is and what to do next.
struct EmptyBoardView {
  let model: Model

  func draw(in area: Rect, _ painter: inout Painter) {
    let lines = model.tasks.isEmpty ? start(&painter.ages) : hidden.wrapped(to: area.width)
    let width = lines.map(\.text.cellWidth).max() ?? 0
    painter.put(lines, in: area.centered(Size(width: width, height: lines.count)))
  }

  private func start(_ ages: inout Ages) -> [Line] {
    state(&ages) + [
      .empty,
      hint(model.key(.newTask), "writes a task and sends it"),
      hint("clawboard demo", "shows a board at work, with nothing else needed"),
      hint("clawboard node", "runs a node here"),
      hint("clawboard --url URL", "watches another node"),
    ]
  }

  private var hidden: Line {
    let isPutAway = model.finding.isEverything
    let count = model.tasks.count
    var line = Line(
      isPutAway
        ? "All \(count) tasks have ended and were put away: "
        : "The filter keeps all \(count) tasks out of sight: ", .strong)
    line.add(model.key(isPutAway ? .showFinished : .showAll), .key)
    line.add(" shows them.", .strong)
    return line
  }

  private func state(_ ages: inout Ages) -> [Line] {
    let nodes = model.nodeRecords
    guard let node = nodes.first else { return [Line("No node yet.", .muted)] }
    if model.hasSeveralNodes {
      return [Line("No tasks on \(nodes.count) nodes yet.", .strong), .empty]
        + nodes.map { line($0, &ages) }
    }
    switch node.health {
    case .connecting: return [Line("Connecting to \(node.url)", .strong)]
    case .answering: return [Line("No tasks on \(node.url) yet.", .strong)]
    case .silent(let since, _, let reason):
      return [
        Line("\(node.url) does not answer (\(ages.coarse(since: since))).", .error),
        Line(reason.shortReason, .muted),
        Line("Trying again and again; \(model.key(.refresh)) tries now.", .muted),
      ]
    }
  }

  /// One of several nodes: its name, its address, how it is.
  private func line(_ node: NodeRecord, _ ages: inout Ages) -> Line {
    let width = model.nodeOrder.map(\.text.cellWidth).max() ?? 0
    let name = node.name.text
    var line = Line(name + String(repeating: " ", count: width - name.cellWidth + 2), .strong)
    line.add(node.url + "  ", .muted)
    switch node.health {
    case .connecting: line.add("connecting", .warning)
    case .answering: line.add("answers", .good)
    case .silent(let since, let lastAnswer, let reason):
      line.add("no answer \(ages.coarse(since: lastAnswer ?? since))", .error)
      line.add("  " + reason.shortReason, .muted)
    }
    return line
  }

  private func hint(_ key: String, _ text: String) -> Line {
    var line = Line(key.padded(to: 21), .key)
    line.add(text)
    return line
  }
}
