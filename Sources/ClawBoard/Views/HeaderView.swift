import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// The first line: the nodes and how they are, how many tasks, who we are, the time.
struct HeaderView {
  let model: Model

  /// How much is said of the nodes.
  private enum Detail: CaseIterable {
    /// Of each one how it is, and why nothing leads there.
    case reasons
    /// Of each one how it is.
    case full
    /// Only the names of those with which all is well.
    case brief
    /// How many answer, and the others by name.
    case counts
  }

  func draw(in area: Rect, _ painter: inout Painter) {
    let clock = time(&painter.ages)
    painter.putRight(clock + " ", in: area, .muted)
    let room = Rect(column: area.column, row: area.row, width: area.width - 7, height: 1)
    let count = model.tasks.count
    var rest = Line("  \(count) task\(count == 1 ? "" : "s")", .muted)
    addFinding(to: &rest)
    if let node = model.targetNode { rest.add("  " + identity(on: node), .muted) }
    var line = Line()
    for detail in Detail.allCases {
      line = self.line(detail, rest, in: room, &painter)
      if line.text.cellWidth <= room.width { break }
      if detail == .full, !model.hasSeveralNodes { break }
    }
    painter.put(line, in: room)
  }

  /// Why not every task has a card, and in which order they stand.
  private func addFinding(to line: inout Line) {
    let finding = model.finding
    if let node = finding.node { line.add("  on \(node)", .warning) }
    if finding.onlyAttention { line.add("  only !", .warning) }
    if !finding.filter.isEmpty {
      line.add("  /" + NodeText(finding.filter.text).shown(upTo: 40), .warning)
    }
    if finding.showsPutAway { line.add("  with put away", .warning) }
    if model.columns.sort != CardSort() {
      line.add("  by \(model.columns.sort.words)", .muted)
    }
    if !model.marked.isEmpty { line.add("  \(model.marked.count) marked", .strong) }
  }

  private func line(
    _ detail: Detail, _ rest: Line, in room: Rect, _ painter: inout Painter
  ) -> Line {
    var line = Line(" ClawBoard", .brand)
    let ellipsis = painter.glyphs.ellipsis
    var reasonWidth = 0
    let faults = model.nodeRecords.count { $0.wayFault != nil }
    if detail == .reasons, faults > 0 {
      // What the rest leaves over, shared, with brackets and a blank.
      let full = self.line(.full, rest, in: room, &painter).text.cellWidth
      reasonWidth = max(Self.leastReason, (room.width - full) / faults - 3)
    }
    add(
      nodes: detail, to: &line, reason: { $0.clipped(to: reasonWidth, ellipsis: ellipsis) },
      &painter.ages)
    line.add(rest)
    return line
  }

  /// Cells; less of a reason says nothing.
  private static let leastReason = 16

  private func add(
    nodes detail: Detail, to line: inout Line, reason: (String) -> String, _ ages: inout Ages
  ) {
    let nodes = model.nodeRecords
    let answering = nodes.count(where: \.isAnswering)
    if detail == .counts {
      line.add("  \(answering) of \(nodes.count) nodes", answering < nodes.count ? .error : .good)
    }
    for node in nodes {
      if detail == .reasons || detail == .full || !node.isWell {
        line.add("  " + name(of: node) + " ")
        add(node, to: &line, &ages)
        if detail == .reasons, let fault = node.wayFault { line.add(" (\(reason(fault)))", .muted) }
      } else if detail == .brief {
        line.add("  " + name(of: node), .good)
      }
    }
  }

  /// With a lock where nothing is to be changed.
  private func name(of node: NodeRecord) -> String {
    (model.settings.readOnly.contains(node.name) ? "lock:" : "") + node.name.text
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
    if node.discoversAnonymously { line.add(" log read anonymously", .muted) }
    if !node.unconfirmed.isEmpty { line.add(" \(node.unconfirmed.count) UNCONFIRMED", .warning) }
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

extension NodeRecord {
  /// Why the way there cannot be opened, which a person has to look after.
  fileprivate var wayFault: String? {
    guard case .silent(_, _, .noTunnel(_, _, let reason)) = health else { return nil }
    return reason
  }

  /// Nothing is to be said of it but that it answers.
  fileprivate var isWell: Bool {
    guard case .answering(let latency) = health, latency <= .ms200, stretch == nil,
      ledgerFault == nil, unconfirmed.isEmpty
    else { return false }
    return switch discovery {
    case .untried, .working: true
    case .partial, .cutOff, .notPermitted, .failing: false
    }
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
