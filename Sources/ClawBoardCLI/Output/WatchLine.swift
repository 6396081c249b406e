import ClawLink
import ClawMirror
import Foundation

/// Tells changes as lines of JSON, in order and numbered.
struct ChangeTeller {
  let filter: TaskFilter
  private var board = KnownBoard()
  private var matching: Set<TaskKey> = []
  private var sequence = 0

  init(filter: TaskFilter) {
    self.filter = filter
  }

  mutating func take(_ event: MirrorEvent, at now: Date) {
    let views = board.take(event, at: now)
    if let node = event.node { say(.node(ListedNode(node)), at: now) }
    for view in views { tell(view, at: now) }
    if case .restarted(let node) = event { say(.restarted(node), at: now) }
  }

  /// Tells what matches now, or no more, though nothing changed.
  mutating func lookAgain(at now: Date) {
    for record in board.tasks.values {
      guard let view = board.view(record, at: now) else { continue }
      let isMatch = filter.matches(record, on: view.node, at: now)
      if isMatch != matching.contains(record.key) { tell(view, at: now) }
    }
  }

  private mutating func tell(_ view: TaskView, at now: Date) {
    let key = view.record.key
    if filter.matches(view.record, on: view.node, at: now) {
      matching.insert(key)
      say(.task(ListedTask(view, at: now)), at: now)
    } else if matching.remove(key) != nil {
      say(.gone(key), at: now)
    }
  }

  private mutating func say(_ content: WatchLine.Content, at now: Date) {
    sequence += 1
    let line = WatchLine(sequence: sequence, time: now, content: content)
    // What is encoded here holds nothing that cannot be.
    if let text = try? JSONOutput.line(line) { Output.line(text) }
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
