import AsyncAlgorithms
import ClawLink
import ClawMirror

/// Follows one task to its end, whichever process asks its node. An outage does not end it: it is
/// said on standard error.
struct TaskFollower: Sendable {
  let connection: NodeConnection
  let id: TaskID
  /// Called with what is new of its history.
  let tell: @Sendable (HistoryEntry) -> Void

  private var mirror: NodeMirror { connection.mirror }

  /// - Parameter told: how much of its history is known already.
  /// - Returns: the task as it ended, or was lost.
  /// - Throws: ``ClawLinkError/cancelled``.
  func follow(after told: Int = 0) async throws(ClawLinkError) -> TaskRecord {
    mirror.focus(selected: id, visible: [])
    let final = await withTaskGroup(of: TaskRecord?.self) { group in
      group.addTask {
        await mirror.run(
          ticks: AsyncTimerSequence(interval: mirror.tickInterval, clock: .continuous))
        return nil
      }
      group.addTask { await end(after: told) }
      defer { group.cancelAll() }
      for await record in group { if let record { return record as TaskRecord? } }
      return nil
    }
    guard let final else { throw .cancelled }
    return final
  }

  private func end(after told: Int) async -> TaskRecord? {
    var told = told
    var isSilent = false
    for await event in mirror.events {
      if let node = event.node, node.isSilent != isSilent {
        isSilent = node.isSilent
        Main.complain(
          node.silence.map { "\($0); trying again until ^c" } ?? "\(node.name) answers again")
      }
      // What was told before may still be on its way.
      guard let record = event.task(id), record.historyCount >= told else { continue }
      for entry in record.history.suffix(max(0, record.historyCount - told)) { tell(entry) }
      told = record.historyCount
      if !record.isLive { return record }
    }
    return nil
  }
}

extension MirrorEvent {
  fileprivate var node: NodeRecord? {
    switch self {
    case .snapshot(let snapshot): snapshot.node
    case .changes(let changes): changes.node
    case .restarted: nil
    }
  }

  fileprivate func task(_ id: TaskID) -> TaskRecord? {
    switch self {
    case .snapshot(let snapshot): snapshot.tasks.first { $0.key.id == id }
    case .changes(let changes): changes.tasks.first { $0.key.id == id }
    case .restarted: nil
    }
  }
}

extension NodeRecord {
  fileprivate var isSilent: Bool { silence != nil }

  /// Why it does not answer; `nil` while it does.
  fileprivate var silence: ClawLinkError? {
    if case .silent(_, _, let reason) = health { reason } else { nil }
  }
}
