import ClawLink
import ClawMirror
import Foundation

/// The tasks that a command is to work on: those of some ids, or those that match a filter.
struct TaskSelection: Sendable {
  /// Why a part of what was meant could not be had.
  struct Miss: Sendable {
    /// The id; `nil` for a node whose tasks could not be listed.
    var id: String?
    /// That node.
    var connection: NodeConnection?
    let failure: CommandFailure
  }

  private(set) var tasks: [FoundTask] = []
  private(set) var misses: [Miss] = []

  /// By id: each is looked for on all nodes, all at once.
  init(ids: [String], on connections: [NodeConnection]) async throws {
    let finder = await TaskFinder(connections)
    let answers = await withTaskGroup(of: (Int, Result<FoundTask, any Error>).self) { group in
      for (index, id) in ids.enumerated() {
        group.addTask {
          do { return (index, .success(try await finder.find(id))) } catch {
            return (index, .failure(error))
          }
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for (index, id) in ids.enumerated() {
      switch answers[index] {
      case .success(let task):
        if !tasks.contains(where: { $0.record.key == task.record.key }) { tasks.append(task) }
      case .failure(let error):
        misses.append(
          Miss(id: NodeText(id).shown(upTo: 80), failure: try CommandFailure(telling: error)))
      case nil: break
      }
    }
  }

  /// By a filter: of all tasks that are known, live ones as they are now; the oldest first.
  init(matching filter: TaskFilter, on connections: [NodeConnection]) async {
    let snapshots = await NodeSweep(connections: connections).snapshots(tasksPerNode: .max)
    for (connection, snapshot) in zip(connections, snapshots) {
      tasks += snapshot.views(matching: filter)
        .map { FoundTask(view: $0, connection: connection) }
      let older = (try? await connection.mirror.older(matching: filter)) ?? []
      tasks += older.map { record in
        FoundTask(
          view: TaskView(
            record: record, node: snapshot.node,
            asOf: record.asOf(on: snapshot.node, lastAnswer: snapshot.lastAnswer)),
          connection: connection)
      }
      if let failure = snapshot.node.listingFailure {
        misses.append(Miss(connection: connection, failure: failure))
      }
    }
    tasks.sort { $0.record.comesBefore($1.record) }
  }

  /// - Parameters:
  ///   - ids: the tasks; without any they are those that match.
  ///   - filter: which these are.
  static func read(
    ids: [String], _ filter: TaskFilter, on connections: [NodeConnection]
  ) async throws -> TaskSelection {
    guard ids.isEmpty else { return try await TaskSelection(ids: ids, on: connections) }
    return await TaskSelection(matching: filter, on: connections)
  }

  /// Checks what was given before anything is asked.
  ///
  /// - Parameters:
  ///   - options: a filter; not together with ids.
  ///   - saved: the settings' filters by their names.
  /// - Returns: the filter that means the tasks; every task where ids do.
  static func check(
    ids: [String], _ options: FilterOptions, saved: [String: String]
  ) throws(CommandFailure) -> TaskFilter {
    if ids.isEmpty != options.isGiven {
      throw CommandFailure(
        .usage,
        ids.isEmpty
          ? "no tasks are named: give ids, or --filter"
          : "ids and a filter name tasks in two ways: give one of them")
    }
    return try options.readSome(saved: saved)
  }

  /// The statuses of what cannot be had now either: a node may answer again meanwhile.
  func remainingMisses() async -> [ExitStatus] {
    var statuses: [ExitStatus] = []
    for miss in misses {
      guard let connection = miss.connection else {
        statuses.append(miss.failure.status)
        continue
      }
      let failure = await connection.mirror.snapshot.node.listingFailure
      if let failure { statuses.append(failure.status) }
    }
    return statuses
  }

  /// Says what could not be had.
  ///
  /// - Returns: the statuses of that.
  @discardableResult
  func complain() -> [ExitStatus] {
    for miss in misses {
      Main.complain((miss.id.map { "\($0): " } ?? "") + miss.failure.message)
    }
    return misses.map(\.failure.status)
  }
}

extension BoardSnapshot {
  /// The oldest first.
  func views(matching filter: TaskFilter, at now: Date = Date()) -> [TaskView] {
    views.filter { filter.matches($0.record, on: $0.node, at: now) }
      .sorted { $0.record.comesBefore($1.record) }
  }
}

extension TaskRecord {
  /// Oldest first.
  func comesBefore(_ other: TaskRecord) -> Bool {
    if submittedAt != other.submittedAt { return submittedAt < other.submittedAt }
    let (id, otherId) = (key.id.text.raw, other.key.id.text.raw)
    return id == otherId ? key.node < other.key.node : id < otherId
  }
}

extension CommandFailure {
  /// - Throws: an error that is none of ours.
  init(telling error: any Error) throws {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as ClawLinkError: self.init(error)
    default: throw error
    }
  }
}
