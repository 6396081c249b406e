import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// Everything about each node: how it is, who we are there, what it has.
struct NodesText {
  let model: Model
  let glyphs: Glyphs
  let width: Int

  func content(_ ages: inout Ages) -> PaneContent {
    var content = PaneContent()
    for node in model.nodeRecords { content.add(row: block(node, &ages)) }
    if content.lines.isEmpty {
      content.add(
        words: "No node yet: clawboard --url URL, or an entry in the settings, names one.",
        width: width)
    }
    return content
  }

  private func block(_ node: NodeRecord, _ ages: inout Ages) -> [Line] {
    var head = Line("\(node.name)  ", .strong)
    head.add(NodeText(node.url).shown(upTo: 200), .muted)
    var lines = [head.clipped(to: width, ellipsis: glyphs.ellipsis)]
    lines += field("health", health(node, &ages))
    lines += field("latency", latency(node))
    lines += field("shown", freshness(node, &ages))
    lines += field("tasks", tasks(node))
    lines += field("session", session(node))
    lines += field("asking", budget(node))
    lines += field("states", progress(node))
    lines += field("others", discovery(node))
    lines += remarks(node)
    return lines
  }

  private func field(_ name: String, _ value: (text: String, role: Role?)) -> [Line] {
    guard width >= 36 else {
      return Line.wrapped("\(name): \(value.text)", to: max(1, width - 2), value.role)
        .map { $0.indented(by: 2) }
    }
    return Line.hanging("  \(name)", value.text, indent: 11, width: width, value.role)
  }

  // MARK: How it is

  private func health(_ node: NodeRecord, _ ages: inout Ages) -> (String, Role?) {
    switch node.health {
    case .connecting: return ("connecting, no answer yet", .warning)
    case .answering(let latency): return ("answers, \(latency.name)", .good)
    case .silent(let since, let lastAnswer, let reason):
      let last = lastAnswer.map { ", last answer \(ages.coarse(since: $0)) ago" } ?? ", never did"
      let words = "no answer since \(ages.coarse(since: since))\(last): \(reason.shortReason)"
      return (words, .error)
    }
  }

  private func latency(_ node: NodeRecord) -> (String, Role?) {
    let plot = Plot(latencies: node.latencies)
    guard let newest = node.latencies.last else {
      return ("not measured yet, or another board asks", .muted)
    }
    let now = newest.ms.map { "up to \(Self.ms($0))" } ?? "no answer"
    guard let top = plot.top else { return ("\(now) in the last five minutes", .warning) }
    let sign = glyphs.steps[glyphs.steps.count - 1]
    let gap = plot.values.contains(.gap) ? ", \(glyphs.gap) none" : ""
    let cells = plot.text(glyphs)
    // Blanks for what was not asked keep the blocks in line, where there is room for them.
    let shown = width < 70 ? String(cells.drop { $0 == " " }) : cells
    return ("\(now)  \(shown)  5m, \(sign) \(Self.ms(Int(top)))\(gap)", nil)
  }

  private static func ms(_ ms: Int) -> String {
    ms < 1000 ? "\(ms)ms" : "\(ms / 1000)s"
  }

  private func freshness(_ node: NodeRecord, _ ages: inout Ages) -> (String, Role?) {
    if let since = node.staleSince(at: model.now) {
      return ("as it was \(ages.coarse(since: since)) ago", .warning)
    }
    guard let stretch = node.stretch else {
      return ("asked every \(Ages.exactUnit(node.pollInterval))", nil)
    }
    let often = Ages.exactUnit(node.pollInterval)
    return (
      "in view every \(often), the rest every \(Ages.unit(stretch)): more than the budget allows",
      .warning
    )
  }

  private func tasks(_ node: NodeRecord) -> (String, Role?) {
    let counts = model.work.counts(of: node.name)
    let lost = counts.lost > 0 ? ", \(counts.lost) LOST" : ""
    return ("\(counts.live) live, \(counts.ended) ended\(lost)", counts.lost > 0 ? .warning : nil)
  }

  // MARK: Who we are there

  private func session(_ node: NodeRecord) -> (String, Role?) {
    var words = node.userId.map { NodeText($0).shown(upTo: 60) } ?? "anonymous"
    if let device = node.deviceId { words += " on \(NodeText(device).shown(upTo: 60))" }
    if let session = node.session {
      words += ", since \(moment(session.createdAt.date)), ends 24 hours after its last use"
    }
    let held = node.permissions.map { PermissionName($0).text }
    if !held.isEmpty {
      words += "; listed as \(held.joined(separator: ", "))"
    } else {
      words += node.session == nil ? "; what it may do is not known" : "; listed with no permission"
    }
    return (words, nil)
  }

  private func moment(_ time: Date) -> String {
    let minute = Ages.hourAndMinute(time, in: model.timeZone)
    let date = Ages.date(time, now: model.now, in: model.timeZone)
    return date.map { "\($0) \(minute)" } ?? minute
  }

  private func budget(_ node: NodeRecord) -> (String, Role?) {
    guard let budget = node.budget else { return ("not yet, or another board asks", .muted) }
    let rate = budget.inForce
    let number = rate == rate.rounded() ? String(Int(rate)) : String(rate)
    return budget.isHalved
      ? ("\(number) requests a second at most, half of what is set: the node is slow", .warning)
      : ("\(number) requests a second at most", nil)
  }

  // MARK: What it tells

  private func progress(_ node: NodeRecord) -> (String, Role?) {
    node.showsProgress
      ? ("progress is shown", nil) : ("no progress is shown: pending until the end", .muted)
  }

  private func discovery(_ node: NodeRecord) -> (String, Role?) {
    let how = node.discoversAnonymously ? ", read anonymously" : ""
    return switch node.discovery {
    case .untried: ("the audit log was not read yet", .muted)
    case .working: ("tasks of others are found in the audit log\(how)", nil)
    case .partial: ("older tasks are not listed: the audit log is too long\(how)", .warning)
    case .cutOff(let newest, _):
      ("only the newest \(newest) events of the audit log can be read\(how)", .warning)
    case .notPermitted(let permission):
      ("own tasks only, we may not read the log: \(permission.shown(upTo: 80))", .warning)
    case .failing(let error): ("the audit log cannot be read: \(error.shortReason)", .error)
    }
  }

  private func remarks(_ node: NodeRecord) -> [Line] {
    var remarks: [(words: String, role: Role)] = []
    if !node.unconfirmed.isEmpty {
      let count = node.unconfirmed.count
      let them = count == 1 ? "it" : "them"
      remarks.append(("\(count) UNCONFIRMED: sent and not answered, it may have \(them)", .warning))
    }
    if let fault = node.ledgerFault { remarks.append(("NOT STORED: \(fault)", .error)) }
    if model.settings.readOnly.contains(node.name) {
      remarks.append(("read-only: nothing is sent, nothing cancelled", .muted))
    }
    return remarks.flatMap { words, role in
      Line.wrapped(words, to: max(1, width - 2), role).map { $0.indented(by: 2) }
    }
  }
}

extension Plot {
  /// The last five minutes up to the newest sample.
  init(latencies: [LatencySample]) {
    guard let newest = latencies.last else {
      self.init(values: [])
      return
    }
    var values = Array(repeating: Value.unknown, count: LatencySample.limit)
    for sample in latencies {
      let spans = newest.time.timeIntervalSince(sample.time) / LatencySample.span
      guard (0..<Double(values.count)).contains(spans) else { continue }
      values[values.count - 1 - Int(spans)] = sample.ms.map { .number(Double($0)) } ?? .gap
    }
    self.init(values: values)
  }
}

extension Ages {
  /// `500ms`, `1s`, `1.5s`.
  static func exactUnit(_ seconds: Double) -> String {
    if seconds < 1 { return "\(Int((seconds * 1000).rounded()))ms" }
    return seconds == seconds.rounded() ? unit(seconds) : "\(seconds)s"
  }
}
