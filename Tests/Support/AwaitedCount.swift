import Synchronization

/// A number that a test can wait for, so that it never has to sleep and look again.
public final class AwaitedCount: Sendable {
  private struct Waiter {
    let goal: Int
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var value = 0
    var lastID = 0
    var waiters: [Int: Waiter] = [:]
  }

  private let state = Mutex(State())

  public init() {}

  /// The number now.
  public var value: Int { state.withLock { $0.value } }

  /// Adds to the number and lets those go who waited for it.
  public func change(by difference: Int) {
    let satisfied = state.withLock { state in
      state.value += difference
      let ids = state.waiters.filter { $0.value.goal <= state.value }.keys
      return ids.compactMap { state.waiters.removeValue(forKey: $0) }
    }
    for waiter in satisfied { waiter.continuation.resume() }
  }

  /// Returns once the number is `goal` or more.
  ///
  /// - Throws: `CancellationError` when the calling task is cancelled first.
  public func reaches(_ goal: Int) async throws {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        wait(Waiter(goal: goal, continuation: continuation), id: id)
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?
        .continuation.resume(throwing: CancellationError())
    }
  }

  private func wait(_ waiter: Waiter, id: Int) {
    let outcome: Result<Void, any Error>? = state.withLock { state in
      // A cancel that came before this lock found no waiter: it is seen here instead.
      if Task.isCancelled { return .failure(CancellationError()) }
      if state.value >= waiter.goal { return .success(()) }
      state.waiters[id] = waiter
      return nil
    }
    if let outcome { waiter.continuation.resume(with: outcome) }
  }
}
