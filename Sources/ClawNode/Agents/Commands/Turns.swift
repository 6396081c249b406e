import Synchronization

/// Lets one go after the other at one place, in the order in which they came.
final class Turns: Sendable {
  private let last = Mutex<[String: Task<Void, Never>]>([:])

  /// - Parameters:
  ///   - place: those of other places do not wait for each other.
  ///   - isCancellable: whether a cancel of the caller is one of the body; otherwise what has begun is
  ///     not stopped.
  func take<Value: Sendable>(
    at place: String, isCancellable: Bool = false, _ body: @escaping @Sendable () async -> Value
  ) async -> Value {
    let turn = last.withLock { last in
      let before = last[place]
      let turn = Task {
        await before?.value
        return await body()
      }
      last[place] = Task { _ = await turn.value }
      return turn
    }
    return await withTaskCancellationHandler {
      await turn.value
    } onCancel: {
      if isCancellable { turn.cancel() }
    }
  }
}
