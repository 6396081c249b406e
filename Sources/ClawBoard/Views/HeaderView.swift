import ClawMirror
import ClawTerminal
import Foundation

/// The first line: the nodes and how they are, how many tasks, who we are, the time.
struct HeaderView {
  let model: Model

  func draw(in area: Rect, _ painter: inout Painter) {
    var line = Line(" ClawBoard", .brand)
    for name in model.nodeOrder {
      guard let node = model.nodes[name] else { continue }
      line.add("  \(name) ")
      add(node, to: &line, &painter.ages)
    }
    let count = model.tasks.count
    line.add("  \(count) task\(count == 1 ? "" : "s")", .muted)
    if let node = model.targetNode { line.add("  " + identity(on: node), .muted) }
    let clock = time(&painter.ages)
    painter.putRight(clock + " ", in: area, .muted)
    painter.put(
      line, in: Rect(column: area.column, row: area.row, width: area.width - 7, height: 1))
  }

  private func add(_ node: NodeRecord, to line: inout Line, _ ages: inout Ages) {
    switch node.health {
    case .connecting: line.add("connecting", .warning)
    case .answering(let latency): line.add(latency.name, latency > .ms200 ? .warning : .good)
    case .silent(let since, let lastAnswer, _):
      line.add("NO ANSWER \(ages.coarse(since: lastAnswer ?? since))", .error)
    }
    if let stretch = node.stretch { line.add(" asks every \(Ages.unit(stretch))", .warning) }
    switch node.discovery {
    case .untried, .working: break
    case .partial: line.add(" older tasks not listed", .warning)
    case .cutOff(let newest, _): line.add(" audit log: newest \(newest) only", .warning)
    case .notPermitted: line.add(" own tasks only", .warning)
    case .failing: line.add(" audit log unreadable", .warning)
    }
    if node.ledgerFault != nil { line.add(" NOT STORED", .error) }
  }

  private func identity(on node: NodeRecord) -> String {
    node.userId ?? "anonymous"
  }

  private func time(_ ages: inout Ages) -> String {
    let seconds = model.now.timeIntervalSince1970
    ages.changes(at: Date(timeIntervalSince1970: ((seconds / 60).rounded(.down) + 1) * 60))
    return Ages.hourAndMinute(model.now, in: model.timeZone)
  }
}

extension Latency {
  var name: String {
    switch self {
    case .fast: "fast"
    case .ms50: "50ms"
    case .ms100: "100ms"
    case .ms200: "200ms"
    case .ms500: "500ms"
    case .s1: "1s"
    case .s2: "2s"
    case .s5: "5s"
    }
  }
}
