public import ClawLink
import Foundation
import Synchronization

/// What one poll may do.
struct Poll {
  /// How many tasks may be asked for.
  var budget: Int
  /// Seconds; see ``PollPlan/minimumAge``.
  var minimumAge: TimeInterval = 0
  /// After this no further task is asked for.
  var until = Date.distantFuture
  var includesLost = false
}

/// Which tasks a node is asked for, and how.
extension NodeMirror {
  /// Between two ticks of ``run(ticks:)``: four an interval.
  public nonisolated var tickInterval: Duration {
    adapter.pace.interval / Cadence.ticksPerInterval
  }

  /// Says what a board shows of this node: the selected task is asked for at every tick, visible
  /// ones before the others. It waits for nothing.
  public nonisolated func focus(selected: TaskID?, visible: Set<TaskID>) {
    focused.withLock { $0 = Focus(selected: selected, visible: visible) }
  }

  /// - Returns: whether its time ended before everything was asked for.
  func askForTasks(_ poll: Poll) async throws(ClawLinkError) -> Bool {
    let plan = plan(poll)
    records.leaveAlone(plan.over)
    cadence.follow(plan.steadyCount)
    (node.stretch, node.budget) = (cadence.stretch, cadence.budget)
    return try await ask(for: plan.due, until: poll.until)
  }

  /// Asks for tasks in this order, two at a time: a node that is slow to answer is not asked one by
  /// one, and a hung answer holds up one of the two. The first failure of the node, and a cancel,
  /// end what is under way.
  ///
  /// - Returns: whether the time ended before all were asked for.
  private func ask(for ids: [TaskID], until end: Date) async throws(ClawLinkError) -> Bool {
    due = ids[...]
    let failure = await withTaskGroup(of: ClawLinkError?.self) { group in
      for _ in 0..<min(Cadence.lanes, ids.count) {
        group.addTask { await self.work(until: end) }
      }
      var failure: ClawLinkError?
      for await outcome in group {
        guard failure == nil, let outcome else { continue }
        failure = outcome
        due = []
        group.cancelAll()
      }
      return failure
    }
    if let failure { throw failure }
    return !due.isEmpty && !Task.isCancelled
  }

  /// Asks for one task after the other. A task of its own for each would cost more than the rest.
  ///
  /// - Returns: what kept the node from answering; `nil` for nothing.
  private func work(until end: Date) async -> ClawLinkError? {
    repeat {
      guard !Task.isCancelled, let id = due.popFirst() else { return nil }
      cadence.spend(1)
      do throws(ClawLinkError) {
        try await ask(for: id)
      } catch {
        return error
      }
      emitWhenSlow()
    } while now() < end
    return nil
  }

  /// What is selected is as fresh here as where all is asked for.
  func lookAtSelected() async {
    guard let id = focused.withLock({ $0.selected }), records[id]?.isLive == true else { return }
    do throws(ClawLinkError) {
      try await ask(for: id)
      backoff.succeeded()
    } catch {
      // Whether the node is silent, its holder says.
      nextAttempt = now().addingTimeInterval(backoff.failed())
    }
    emit()
  }

  private func plan(_ poll: Poll) -> PollPlan.Outcome {
    var plan = PollPlan(node: node, now: now(), budget: poll.budget)
    plan.focus = focused.withLock { $0 }
    plan.minimumAge = poll.minimumAge
    plan.includesLost = poll.includesLost
    plan.restartedAt = node.restartedAt
    let ids = poll.includesLost ? records.watched.union(records.lost) : records.watched
    return plan.outcome(for: ids.lazy.compactMap { self.records[$0] })
  }
}
