import ClawLink
import ClawMirror
import Foundation

/// One task as `show` prints it: the fields of `ls`, what it was asked, what was seen to happen.
struct ShownTask: Encodable, Sendable {
  private let task: ListedTask
  private let record: TaskRecord
  private let history: [ShownEvent]

  init(_ view: TaskView) {
    task = ListedTask(view)
    record = view.record
    history = record.history.map { ShownEvent($0) }
  }

  private enum CodingKeys: String, CodingKey {
    case prompt, context, metadata, history
  }

  func encode(to encoder: any Encoder) throws {
    try task.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(record.prompt, forKey: .prompt)
    try container.encodeIfPresent(record.context, forKey: .context)
    try container.encodeIfPresent(record.metadata, forKey: .metadata)
    try container.encode(history, forKey: .history)
  }

  /// For people; nothing in it can act on a terminal.
  var lines: [String] {
    var lines = [
      "\(record.key.id)  \(record.shownState)",
      "\(record.agent.shown) on \(record.key.node), submitted "
        + record.submittedAt.formatted(.iso8601)
        + (task.user.map { " by \(NodeText($0).shown)" } ?? ""),
    ]
    if !task.marks.isEmpty { lines.append(task.marks.joined(separator: ", ")) }
    if let id = record.retryOf { lines.append("another try of \(id)") }
    if let id = record.retriedAs { lines.append("tried again as \(id)") }
    if record.isLive, let asOf = task.asOf { lines.append("as of \(asOf.formatted(.iso8601))") }
    if let seconds = record.executionTime {
      lines.append("took \(Duration.exact(seconds: seconds))")
    }
    if let title = record.title { lines += ["", title.shown] }
    if let prompt = record.prompt { lines += ["", "Prompt", prompt.shownLines] }
    if let question = task.question {
      lines += ["", "Asks", NodeText(question).shownLines]
    }
    if let error = record.error { lines += ["", "Error", error.shownLines] }
    if let result = record.result { lines += ["", "Result", result.shownLines] }
    if let metadata = record.shownMetadata {
      lines += ["", "Metadata"]
      lines += metadata.map { "\(NodeText($0.key).shown(upTo: 40))  \($0.value.shown(upTo: 2000))" }
    }
    if let diff = record.diff { lines += ["", "Diff", diff.shownLines] }
    return lines + ["", "History"] + history.map(\.line)
  }
}

/// One entry of a history. The fields are documented and do not change.
struct ShownEvent: Encodable, Sendable, Equatable {
  let time: Date
  let event: String
  private(set) var from: String?
  private(set) var state: String?
  private(set) var message: String?
  private(set) var progress: Int?

  init(_ entry: HistoryEntry) {
    time = entry.time
    switch entry.event {
    case .submitted: event = "submitted"
    case .found(let status):
      event = "found"
      state = status.name.raw
    case .moved(let before, let after):
      event = "moved"
      from = before.name.raw
      state = after.name.raw
    case .said(let text, let percent):
      event = "said"
      message = text?.raw
      progress = percent
    case .cancelAsked: event = "cancel-asked"
    case .cancelRefused: event = "cancel-refused"
    case .lost: event = "lost"
    case .foundAgain: event = "found-again"
    case .unreadable: event = "unreadable"
    }
  }

  /// One safe line.
  var line: String {
    let words = [
      from.map { "\($0) ->" }, state, progress.map { "\($0)%" }, message,
    ].compactMap { $0.map { NodeText($0).shown(upTo: 200) } }
    let head = event == "moved" || event == "said" ? [] : [event.replacing("-", with: " ")]
    return "\(time.formatted(.iso8601))  " + (head + words).joined(separator: " ")
  }
}
