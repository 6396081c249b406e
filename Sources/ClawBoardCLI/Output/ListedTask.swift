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
  /// What it waits to be told.
  let question: String?
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
    // What it said last on its way says nothing of how it ended.
    progress = record.status.isFinal ? nil : record.progress
    message = record.status.isFinal ? nil : record.message?.raw
    question = record.isLive ? record.question?.raw : nil
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
    if isLive, let question { return "asks: " + question.shown(upTo: 200) }
    if let news = error ?? (isLive ? message : nil) { return news.shown(upTo: 200) }
    return executionTime.map { "took \(Duration.coarse(seconds: $0))" } ?? ""
  }
}
