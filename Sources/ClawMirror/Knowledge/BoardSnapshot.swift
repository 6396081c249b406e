public import Foundation

/// What a mirror tells a board: everything once, then what changed, by identity.
public enum MirrorEvent: Sendable, Equatable {
  case snapshot(BoardSnapshot)
  case changes(ChangeSet)
  /// The node is another start than before: what it held in memory is gone.
  case restarted(NodeName)
}

/// All that is known of a node and its tasks.
public struct BoardSnapshot: Sendable, Equatable {
  public var node: NodeRecord
  public var tasks: [TaskRecord]
  /// When the node last answered anybody whose ledger this is.
  public var lastAnswer: Date?

  public init(node: NodeRecord, tasks: [TaskRecord], lastAnswer: Date? = nil) {
    self.node = node
    self.tasks = tasks
    self.lastAnswer = lastAnswer
  }

  /// Each task with its node and the age of what is known of it.
  public var views: [TaskView] {
    tasks.map {
      TaskView(record: $0, node: node, asOf: $0.asOf(on: node, lastAnswer: lastAnswer))
    }
  }
}

/// Records that are new or differ from those sent before.
public struct ChangeSet: Sendable, Equatable {
  public var node: NodeRecord?
  public var tasks: [TaskRecord]

  public init(node: NodeRecord? = nil, tasks: [TaskRecord] = []) {
    self.node = node
    self.tasks = tasks
  }

  var isEmpty: Bool { node == nil && tasks.isEmpty }
}
