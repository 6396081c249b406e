import ClawLink
import ClawMirror
import Foundation

/// The audit events of all nodes and what the board saw itself, newest first. Put together when
/// something of it has changed and is looked at, not for every picture.
struct AuditList: Sendable, Equatable {
  /// Changes of state that the board saw and that are listed, the newest.
  private static let ownLimit = 200

  private(set) var all: [AuditLine] = []
  /// Those that the filter lets through.
  private(set) var lines: [AuditLine] = []
  private(set) var filter = ""
  /// There is something new that is not in it.
  private(set) var isStale = true

  mutating func isOutOfDate() { isStale = true }

  /// - Parameter isOurs: whether a task was submitted by us: where others did, it is the log's to say.
  mutating func put(
    _ logs: [NodeName: PaneData.Log], _ seen: some BidirectionalCollection<StreamLog.Entry>,
    isOurs: (TaskKey) -> Bool
  ) {
    let logged = logs.flatMap { node, log in
      (log.events ?? []).map { AuditLine($0, on: node) }
    }
    let submitted = Set(logged.lazy.filter(\.isSubmission).compactMap(\.key))
    var own: [AuditLine] = []
    for entry in seen.reversed() {
      guard own.count < Self.ownLimit else { break }
      guard let line = AuditLine(entry) else { continue }
      if line.isSubmission, let key = line.key, submitted.contains(key) || !isOurs(key) {
        continue
      }
      own.append(line)
    }
    all = (logged + own).sorted { $0.comesBefore($1) }
    isStale = false
    keep(filter)
  }

  /// - Parameter filter: words that must all occur; one with `!` before it must not.
  mutating func keep(_ filter: String) {
    self.filter = filter
    let words = filter.lowercased().split(separator: " ")
    lines =
      words.isEmpty
      ? all
      : all.filter { line in
        words.allSatisfy { word in
          word.hasPrefix("!")
            ? word.count == 1 || !line.text.contains(word.dropFirst()) : line.text.contains(word)
        }
      }
  }
}

/// One line of it.
struct AuditLine: Sendable, Equatable {
  enum What: Sendable, Equatable {
    /// By the node, in its words.
    case logged(String)
    /// By the board.
    case seen(HistoryEntry.Event)
  }

  let time: Date
  let node: NodeName
  let who: String
  let what: What
  let task: TaskID?
  let status: String
  let isSubmission: Bool
  /// What the filter looks at, in small letters.
  let text: String

  var key: TaskKey? { task.map { TaskKey(node: node, id: $0) } }

  init(_ event: AuditEvent, on node: NodeName) {
    time = event.timestamp.date
    self.node = node
    who = event.userId.flatMap { $0.isEmpty ? nil : $0.shown(upTo: 40) } ?? "anonymous"
    let isOfTask = event.resourceType?.raw == "task" || event.type.raw.hasPrefix("task.")
    task = isOfTask ? event.resourceId.flatMap { $0.isEmpty ? nil : TaskID($0.raw) } : nil
    let words = Self.words(of: event, isOfTask: task != nil)
    what = .logged(words)
    status = event.status.shown(upTo: 20)
    isSubmission = event.type.raw == AuditEventType.taskSubmitted.rawValue
    text = Self.text([node.text, who, words, task?.text.shown(upTo: 80) ?? "", status])
  }

  /// What the board saw of a task or a node; what an agent said is no event of an audit.
  init?(_ entry: StreamLog.Entry) {
    var words = Line()
    switch entry.event {
    case .task(_, .said), .unseen, .earlier: return nil
    case .task(let key, let event):
      (node, task, what) = (key.node, key.id, .seen(event))
      words.add(event, glyphs: .ascii)
    case .silence(let name, _):
      words.add("answers again")
      (node, task, what) = (name, nil, .logged(words.text))
    case .restart(let name):
      words.add("was restarted")
      (node, task, what) = (name, nil, .logged(words.text))
    }
    time = entry.time
    who = "this board"
    status = ""
    isSubmission = what == .seen(.submitted)
    text = Self.text([node.text, who, words.text, task?.text.shown(upTo: 80) ?? ""])
  }

  /// The newest first; of one moment always in the same order.
  func comesBefore(_ other: AuditLine) -> Bool {
    time == other.time ? text < other.text : time > other.time
  }

  private static func text(_ parts: [String]) -> String {
    parts.joined(separator: " ").lowercased()
  }

  /// The type, what was tried, and what it was about.
  private static func words(of event: AuditEvent, isOfTask: Bool) -> String {
    var words = [event.type.shown(upTo: 40)]
    if let action = event.action, !action.isEmpty { words.append(action.shown(upTo: 40)) }
    if case .string(let agent)? = event.details["agent_type"] {
      words.append(agent.shown(upTo: 30))
    }
    if !isOfTask, let id = event.resourceId, !id.isEmpty {
      let type = event.resourceType.map { $0.shown(upTo: 20) + " " } ?? ""
      words.append(type + id.shown(upTo: 40))
    }
    return words.joined(separator: " ")
  }
}
