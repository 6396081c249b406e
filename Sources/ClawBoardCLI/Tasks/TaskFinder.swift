import ClawLink
import ClawMirror

/// A task that was found, and the node where it is.
struct FoundTask: Sendable {
  let view: TaskView
  let connection: NodeConnection

  var record: TaskRecord { view.record }
  var node: NodeRecord { view.node }
}

/// Finds tasks by their ids, or by as much of one as no other begins with.
struct TaskFinder: Sendable {
  /// Fewer characters are no id, unless they are a whole one.
  static let shortest = 4

  private let nodes: [(connection: NodeConnection, snapshot: BoardSnapshot)]
  private let source: NodeMirror.Source

  /// Reads the logs of all nodes at once.
  init(_ connections: [NodeConnection], in source: NodeMirror.Source = .node) async {
    let sweep = NodeSweep(connections: connections, source: source)
    nodes = Array(
      zip(connections, await sweep.snapshots(tasksPerNode: 0))
        .map { (connection: $0, snapshot: $1) })
    self.source = source
  }

  /// Finds the task and asks its node for its state.
  func find(_ text: String) async throws -> FoundTask {
    let known = await matches(text)
    let whole = known.filter { $0.id == TaskID(text) }
    guard !whole.isEmpty || text.count >= Self.shortest else {
      throw CommandFailure(
        .usage,
        "'\(NodeText(text).shown)' is too short for an id: give \(Self.shortest) characters or more"
      )
    }
    let matches = whole.isEmpty ? known : whole
    if matches.count > 1 { throw ambiguous(text, matches.map { ($0.id, $0.connection.name) }) }
    if let match = matches.first, let found = try await look(match.id, on: match.connection) {
      return found
    }
    return try await ask(for: TaskID(text))
  }

  private func ambiguous(_ text: String, _ matches: [(TaskID, NodeName)]) -> CommandFailure {
    let some = matches.prefix(4).map { "\($0.0) on \($0.1)" }.joined(separator: ", ")
    let rest = matches.count > 4 ? " and \(matches.count - 4) more" : ""
    let isWhole = matches.allSatisfy { $0.0 == TaskID(text) }
    return CommandFailure(
      .usage,
      "several tasks are meant by '\(NodeText(text).shown)' (\(some)\(rest)): "
        + (isWhole ? "choose one with --node" : "give more of the id"))
  }

  private func matches(_ text: String) async -> [(id: TaskID, connection: NodeConnection)] {
    var matches: [(id: TaskID, connection: NodeConnection)] = []
    for node in nodes {
      let ids = await node.connection.mirror.ids(beginningWith: text)
      matches += ids.map { (id: $0, connection: node.connection) }
    }
    return matches
  }

  private func look(_ id: TaskID, on connection: NodeConnection) async throws -> FoundTask? {
    guard let view = try await connection.mirror.find(id, in: source) else { return nil }
    return FoundTask(view: view, connection: connection)
  }

  /// A whole id that no log names: a log holds the newest, and not everybody may read it.
  private func ask(for id: TaskID) async throws -> FoundTask {
    let answers = await NodeSweep(connections: nodes.map(\.connection)).eachNode {
      connection -> Result<TaskView?, ClawLinkError> in
      do throws(ClawLinkError) {
        return .success(try await connection.mirror.find(id, in: source))
      } catch {
        return .failure(error)
      }
    }
    for (node, answer) in zip(nodes, answers) {
      guard case .success(let view?) = answer else { continue }
      return FoundTask(view: view, connection: node.connection)
    }
    // Where one does not answer, nobody can say that there is no such task.
    for case .failure(let error) in answers { throw error }
    let limit = nodes.lazy.compactMap(\.snapshot.node.listingLimit).first
    let names = nodes.map(\.connection.name.text).joined(separator: ", ")
    throw CommandFailure(
      .unknownToNode,
      "no task '\(NodeText(id.text.raw).shown(upTo: 80))' on \(names): "
        + (limit.map { $0 + "; of another one give the whole id" }
          ?? "clawboard ls lists what there is"))
  }
}
