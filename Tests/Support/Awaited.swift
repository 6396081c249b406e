import Synchronization

/// A value that a test can wait for, so that it never has to sleep and look again.
public final class Awaited<Value: Comparable & Sendable>: Sendable {
  private struct Waiter {
    let goal: Value
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var value: Value
    var lastID = 0
    var waiters: [Int: Waiter] = [:]
  }

  private let state: Mutex<State>
  private let waiting: AwaitedCount?

  /// - Parameter waiting: is kept at the number of those who wait.
  init(_ value: Value, counting waiting: AwaitedCount? = nil) {
    state = Mutex(State(value: value))
    self.waiting = waiting
  }

  /// The value now.
  public var value: Value { state.withLock { $0.value } }

  /// The lowest value that is waited for.
  var nextGoal: Value? { state.withLock { $0.waiters.values.map(\.goal).min() } }

  /// Changes the value and lets those go who waited for it, the lowest goal first.
  func change(_ change: (inout Value) -> Void) {
    let satisfied = state.withLock { state in
      change(&state.value)
      let ids = state.waiters.filter { $0.value.goal <= state.value }
        .sorted { $0.value.goal < $1.value.goal }.map(\.key)
      return ids.compactMap { state.waiters.removeValue(forKey: $0) }
    }
    waiting?.change(by: -satisfied.count)
    for waiter in satisfied { waiter.continuation.resume() }
  }

  /// Returns once the value is `goal` or more.
  ///
  /// - Throws: `CancellationError` when the calling task is cancelled first.
  public func reaches(_ goal: Value) async throws {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        wait(Waiter(goal: goal, continuation: continuation), id: id)
      }
    } onCancel: {
      guard let waiter = state.withLock({ $0.waiters.removeValue(forKey: id) }) else { return }
      waiting?.change(by: -1)
      waiter.continuation.resume(throwing: CancellationError())
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
    if let outcome {
      waiter.continuation.resume(with: outcome)
    } else {
      waiting?.change(by: 1)
    }
  }
}

/// A number that begins at zero.
public typealias AwaitedCount = Awaited<Int>

extension Awaited<Int> {
  public convenience init() {
    self.init(0)
  }

  /// Adds to the number and lets those go who waited for it.
  public func change(by difference: Int) {
    change { $0 += difference }
  }
}
