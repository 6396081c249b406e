import ClawLink
import ClawMirror
import Foundation

/// Makes numbered lines of what is told.
struct ChangeTeller {
  let filter: TaskFilter
  private var board = KnownBoard()
  /// The tasks that match.
  private(set) var matching: Set<TaskKey> = []
  private var sequence = 0

  init(filter: TaskFilter) {
    self.filter = filter
  }

  mutating func take(_ event: MirrorEvent, at now: Date) -> [WatchLine] {
    let views = board.take(event, at: now)
    var lines: [WatchLine] = []
    if let node = event.node { lines.append(line(.node(ListedNode(node)), at: now)) }
    for view in views { lines += tell(view, at: now) }
    if case .restarted(let node) = event { lines.append(line(.restarted(node), at: now)) }
    return lines
  }

  /// What matches now, or no more, though nothing changed.
  mutating func lookAgain(at now: Date) -> [WatchLine] {
    var lines: [WatchLine] = []
    for record in board.tasks.values {
      guard let view = board.view(record, at: now) else { continue }
      let isMatch = filter.matches(record, on: view.node, at: now)
      if isMatch != matching.contains(record.key) { lines += tell(view, at: now) }
    }
    return lines
  }

  private mutating func tell(_ view: TaskView, at now: Date) -> [WatchLine] {
    let key = view.record.key
    if filter.matches(view.record, on: view.node, at: now) {
      matching.insert(key)
      return [line(.task(ListedTask(view, at: now)), at: now)]
    }
    return matching.remove(key) == nil ? [] : [line(.gone(key), at: now)]
  }

  private mutating func line(_ content: WatchLine.Content, at now: Date) -> WatchLine {
    sequence += 1
    return WatchLine(sequence: sequence, time: now, content: content)
  }
}

/// One line of `watch`. The fields are documented and do not change within a version.
struct WatchLine: Encodable, Sendable {
  enum Content: Sendable {
    case task(ListedTask)
    case gone(TaskKey)
    case node(ListedNode)
    case restarted(NodeName)
  }

  static let version = 1

  let sequence: Int
  let time: Date
  let content: Content

  private enum Key: String, CodingKey {
    case version, seq, time, type, task, node
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Self.version, forKey: .version)
    try container.encode(sequence, forKey: .seq)
    try container.encode(time, forKey: .time)
    switch content {
    case .task(let task):
      try container.encode("task", forKey: .type)
      try container.encode(task, forKey: .task)
    case .gone(let key):
      try container.encode("gone", forKey: .type)
      try container.encode(
        ["node": key.node.text, "id": key.id.text.raw], forKey: .task)
    case .node(let node):
      try container.encode("node", forKey: .type)
      try container.encode(node, forKey: .node)
    case .restarted(let name):
      try container.encode("restarted", forKey: .type)
      try container.encode(["name": name.text], forKey: .node)
    }
  }
}
