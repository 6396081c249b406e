import AsyncAlgorithms
import ClawLink
import ClawMirror
import Foundation

/// Follows several nodes, whichever process asks them, for as long as somebody reads what is new.
struct NodeWatch: Sendable {
  /// What one node's mirror tells.
  struct News: Sendable {
    let connection: NodeConnection
    let event: MirrorEvent
  }

  let connections: [NodeConnection]
  /// After this there is no more news; `nil` is never.
  var limit: Duration?

  /// Runs `body` over the news: of each node a snapshot, then changes. It ends with `body`.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable (AsyncStream<News>) async throws -> Value
  ) async throws -> Value {
    let (news, sink) = AsyncStream<News>.makeStream()
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      for connection in connections {
        group.addTask {
          await connection.follow(into: sink)
          return nil
        }
      }
      if let limit {
        group.addTask {
          if (try? await Task.sleep(for: limit)) != nil { sink.finish() }
          return nil
        }
      }
      group.addTask { try await body(news) }
      defer { group.cancelAll() }
      for try await value in group { if let value { return value } }
      throw CancellationError()
    }
  }
}

extension NodeConnection {
  fileprivate func follow(into sink: AsyncStream<NodeWatch.News>.Continuation) async {
    await withDiscardingTaskGroup { group in
      group.addTask {
        await mirror.run(
          ticks: AsyncTimerSequence(interval: mirror.tickInterval, clock: .continuous))
      }
      group.addTask {
        for await event in mirror.events {
          sink.yield(NodeWatch.News(connection: self, event: event))
        }
      }
    }
  }
}

/// What is known of several nodes and their tasks, as it is told.
struct KnownBoard: Sendable {
  private(set) var nodes: [NodeName: NodeRecord] = [:]
  private(set) var tasks: [TaskKey: TaskRecord] = [:]

  /// - Returns: the tasks that are new or have changed.
  mutating func take(_ event: MirrorEvent, at now: Date = Date()) -> [TaskView] {
    let changes: ChangeSet
    switch event {
    case .snapshot(let snapshot): changes = ChangeSet(node: snapshot.node, tasks: snapshot.tasks)
    case .changes(let set): changes = set
    case .restarted: return []
    }
    if let node = changes.node { nodes[node.name] = node }
    for record in changes.tasks { tasks[record.key] = record }
    return changes.tasks.compactMap { view($0, at: now) }
  }

  /// A task as it is known now.
  func view(_ record: TaskRecord, at now: Date) -> TaskView? {
    nodes[record.key.node].map { node in
      let lastAnswer: Date? =
        switch node.health {
        case .connecting: nil
        case .answering: now
        case .silent(_, let lastAnswer, _): lastAnswer
        }
      return TaskView(
        record: record, node: node, asOf: record.asOf(on: node, lastAnswer: lastAnswer))
    }
  }
}

/// Says on standard error when a node does not answer, and when it does again.
struct OutageTeller: Sendable {
  private var silent: Set<NodeName> = []

  mutating func take(_ event: MirrorEvent) {
    guard let node = event.node else { return }
    if let reason = node.silence {
      if silent.insert(node.name).inserted { Main.complain("\(reason); trying again until ^c") }
    } else if silent.remove(node.name) != nil {
      Main.complain("\(node.name) answers again")
    }
  }
}

extension MirrorEvent {
  /// What it says of the node itself.
  var node: NodeRecord? {
    switch self {
    case .snapshot(let snapshot): snapshot.node
    case .changes(let changes): changes.node
    case .restarted: nil
    }
  }
}

extension NodeRecord {
  /// Why it does not answer; `nil` while it does.
  var silence: ClawLinkError? {
    if case .silent(_, _, let reason) = health { reason } else { nil }
  }
}
