import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

/// One look at a node, as a command prints it.
struct NodeLook: Sendable {
  let connection: NodeConnection
  let snapshot: BoardSnapshot

  /// How many tasks stand where; where the ledger cannot be read, of those in memory.
  func counts(endedSince start: Date = .distantPast) async -> TaskCounts {
    (try? await connection.mirror.counts(endedSince: start)) ?? TaskCounts(snapshot.tasks)
  }

  /// What is to be known beside whether it answers.
  var notes: [String] {
    let node = snapshot.node
    var notes: [String] = []
    if connection.isReadOnly { notes.append("read-only") }
    switch node.discovery {
    case .untried, .working: break
    case .partial: notes.append("older tasks not listed")
    case .cutOff(let newest, _): notes.append("audit log: newest \(newest) only")
    case .notPermitted: notes.append("own tasks only")
    case .failing: notes.append("audit log unreadable")
    }
    if node.discoversAnonymously { notes.append("log read anonymously") }
    if case .answering = node.health, !node.showsProgress { notes.append("shows no progress") }
    if !node.unconfirmed.isEmpty { notes.append("\(node.unconfirmed.count) unconfirmed") }
    if node.ledgerFault != nil { notes.append("not stored") }
    return notes
  }
}

extension [NodeLook] {
  /// Says which nodes did not answer.
  ///
  /// - Throws: the status of that.
  func complain(unless isCached: Bool) throws {
    guard !isCached else { return }
    let silent = compactMap(\.snapshot.node.silence)
    for reason in silent { Main.complain(reason.namingFlag) }
    if let worst = ExitStatus.worst(silent.map { ExitStatus($0) }) {
      throw ExitCode(worst.rawValue)
    }
  }
}

extension NodeOptions {
  /// One look at each chosen node, without its tasks unless they are wanted.
  func looks(_ cache: CacheOption, tasksPerNode: Int = 0) async throws -> [NodeLook] {
    try await withConnections(
      requestsPerSecond: NodeSweep.rate, needsLedger: cache.cached
    ) { connections in
      let sweep = NodeSweep(connections: connections, source: cache.source)
      return zip(connections, await sweep.snapshots(tasksPerNode: tasksPerNode))
        .map { NodeLook(connection: $0, snapshot: $1) }
    }
  }
}
