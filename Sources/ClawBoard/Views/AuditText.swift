import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// The audit events of all nodes and what the board saw, newest first.
struct AuditText {
  let model: Model
  let glyphs: Glyphs
  let width: Int

  private var list: AuditList { model.paneData.audit }

  func content() -> PaneContent {
    var content = PaneContent()
    for node in model.nodeRecords {
      guard let remark = remark(on: node) else { continue }
      content.add(words: remark.text, width: width, remark.role)
    }
    if !list.filter.isEmpty {
      let count = "\(list.lines.count) of \(list.all.count)"
      let filter = NodeText(list.filter).shown(upTo: 60)
      let key = model.key(.back, in: .audit)
      content.add(words: "/\(filter)  \(count), \(key) shows all", width: width, .warning)
    }
    for line in lines { content.add(row: [line]) }
    if list.all.isEmpty, content.lines.isEmpty {
      content.add(words: "Nothing yet: what is done on the nodes is listed here.", width: width)
    }
    return content
  }

  private var lines: [Line] {
    var table = ListTable([
      ListTable.Column(), ListTable.Column(rank: 3), ListTable.Column(rank: 4, least: 8),
      ListTable.Column(least: 12), ListTable.Column(rank: 1), ListTable.Column(rank: 2),
    ])
    for line in list.lines {
      table.add([
        Line(time(line.time), .muted),
        model.hasSeveralNodes ? Line(line.node.text, .muted) : .empty,
        Line(line.who), what(line), Line(line.task?.short ?? "", .strong),
        Line(line.status, line.status == "success" ? .muted : .warning),
      ])
    }
    return table.lines(width: width, glyphs)
  }

  /// With its date when that is not today's.
  private func time(_ time: Date) -> String {
    let clock = Ages.clock(time, in: model.timeZone)
    let date = Ages.date(time, now: model.now, in: model.timeZone)
    return date.map { "\($0) \(clock)" } ?? clock
  }

  private func what(_ line: AuditLine) -> Line {
    switch line.what {
    case .logged(let words): return Line(words)
    case .seen(let event):
      var words = Line()
      words.add(event, glyphs: glyphs)
      return words
    }
  }

  /// Why the log of a node is not here, or not whole.
  private func remark(on node: NodeRecord) -> (text: String, role: Role)? {
    let log = model.paneData.logs[node.name]
    let name = model.hasSeveralNodes ? "\(node.name): " : ""
    if let fault = log?.fault {
      if case .notPermitted(_, let permission) = fault {
        return (name + refusal(permission), .warning)
      }
      return (name + "the audit log cannot be read: \(fault.shortReason)", .error)
    }
    guard log?.events == nil else { return nil }
    if case .notPermitted(let permission) = node.discovery {
      return (name + refusal(permission), .warning)
    }
    return (name + "the audit log is being read", .muted)
  }

  private func refusal(_ permission: NodeText) -> String {
    "we may not read the audit log (\(permission.shown(upTo: 80))): "
      + "anonymousDiscovery in the settings reads it without a user"
  }
}
