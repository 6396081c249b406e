import ClawLink
import ClawMirror
import Foundation

/// One task as commands print it with `--json`. The fields are documented and do not change.
struct ListedTask: Encodable, Sendable, Equatable {
  /// What a model read and wrote.
  struct Tokens: Encodable, Sendable, Equatable {
    let input: Int
    let output: Int
  }

  let node: String
  let id: String
  /// The last state that the node said, also for a lost task; absent while it has said none.
  let state: String?
  /// When it entered that state.
  let since: Date?
  let lost: Bool
  /// What else is known, as filters name it.
  let marks: [String]
  let agent: String
  /// Absent for an anonymous session.
  let user: String?
  /// Whether one of our own boards or commands submitted it.
  let mine: Bool
  let title: String?
  let submittedAt: Date
  let progress: Int?
  let message: String?
  let result: String?
  let error: String?
  /// Seconds of work.
  let executionTime: Double?
  let tokens: Tokens?
  /// The task that it is another try of, and the newest other try of it.
  let retryOf: String?
  let retriedAs: String?
  /// When the task was last known to be so; absent when the node has never said.
  let asOf: Date?

  init(_ view: TaskView, at now: Date = Date()) {
    self.init(view.record, on: view.node, asOf: view.asOf, at: now)
  }

  init(_ record: TaskRecord, on node: NodeRecord, asOf: Date? = nil, at now: Date = Date()) {
    self.asOf = asOf
    self.node = node.name.text
    id = record.key.id.text.raw
    state = record.isSeen ? record.status.name.raw : nil
    since = record.isSeen ? record.statusSince : nil
    lost = record.isLost
    marks = record.marks(on: node, at: now).map(\.name)
    agent = record.agent.raw
    user = record.user?.raw
    mine = record.submitter == .us
    title = record.title?.raw
    submittedAt = record.submittedAt
    progress = record.progress
    message = record.message?.raw
    result = record.result?.raw
    error = record.error?.raw
    executionTime = record.executionTime
    tokens = record.usage.map { Tokens(input: $0.input, output: $0.output) }
    retryOf = record.retryOf?.text.raw
    retriedAs = record.retriedAs?.text.raw
  }
}

extension TaskRecord {
  /// Who submitted it; `nil` for an anonymous session.
  var user: NodeText? {
    if case .other(let user) = submitter { user } else { ownUser }
  }

  /// Where it stands, in capitals.
  var shownState: String {
    isLost ? "LOST" : isSeen ? status.name.shown.uppercased() : "?"
  }

  /// One safe line of what it is about: its title, else the beginning of its prompt.
  var shownTitle: String {
    (title.flatMap { $0.isEmpty ? nil : $0 } ?? prompt ?? NodeText("")).shown(upTo: 200)
  }

  /// One safe line of what is last known: how it failed, what it says, how long it took.
  var shownNews: String {
    if let news = error ?? (isLive ? message : nil) { return news.shown(upTo: 200) }
    return executionTime.map { "took \(Duration.coarse(seconds: $0))" } ?? ""
  }
}

/// Tasks as people read them.
enum TaskTable {
  /// - Parameter hasNodes: whether the node is said.
  static func lines(
    _ tasks: [TaskView], hasNodes: Bool, width: Int? = Output.width, at now: Date = Date()
  ) -> [String] {
    guard let width else { return tasks.map(line) }
    var table = Table([
      Table.Column(title: "ID"), Table.Column(title: "STATE"),
      Table.Column(title: "AGENT", least: 4, rank: 3),
      Table.Column(title: "NODE", least: 8, rank: 2, isHidden: !hasNodes),
      Table.Column(title: "AGE", isRight: true, rank: 4),
      Table.Column(title: "TASK", least: 10, rank: 1),
      Table.Column(title: "NOTE", least: 10, rank: 5),
    ])
    for task in tasks {
      let record = task.record
      let marks = record.marks(on: task.node, at: now).filter { $0 != .lost }.map(\.name)
      let progress = record.isLive ? record.progress.map { "\($0)%" } : nil
      let notes =
        marks + [progress, record.shownNews.isEmpty ? nil : record.shownNews].compactMap(\.self)
      table.add([
        record.key.id.abbreviated, record.shownState, record.agent.shown(upTo: 40),
        record.key.node.text, Duration.coarse(since: record.submittedAt, at: now),
        record.shownTitle, notes.joined(separator: ", "),
      ])
    }
    return table.lines(width: width)
  }

  /// One task for other programs: the whole id, the state, the agent, the node, when it was
  /// submitted, what it is about, what is last known, with tabs between.
  static func line(_ task: TaskView) -> String {
    let record = task.record
    return [
      record.key.id.text.shown, record.shownState, record.agent.shown(upTo: 40),
      record.key.node.text, record.submittedAt.formatted(.iso8601), record.shownTitle,
      record.shownNews,
    ].joined(separator: "\t")
  }
}

extension Duration {
  /// `48s`, then minutes, hours, days.
  static func coarse(since time: Date, at now: Date) -> String {
    coarse(seconds: now.timeIntervalSince(time))
  }

  static func coarse(seconds: TimeInterval) -> String {
    let seconds = max(0, seconds)
    let units: [(TimeInterval, String)] = [(86_400, "d"), (3600, "h"), (60, "m")]
    for (unit, name) in units where seconds >= unit { return "\(Int(seconds / unit))\(name)" }
    return "\(Int(seconds))s"
  }
}
