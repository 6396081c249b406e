import Foundation
import Synchronization

/// A program and all that it has started and that has not left it: they are ended together.
final class ProcessGroup: Sendable {
  private struct State {
    var id: pid_t?
    var isEnding = false
  }

  /// Between being told to end and being ended.
  private static let grace = Duration.seconds(2)
  private static let pause = Duration.milliseconds(20)

  private let state = Mutex(State())

  /// The group is there.
  func begin(_ id: pid_t) {
    let isEnding = state.withLock { state in
      state.id = id
      return state.isEnding
    }
    if isEnding { end() }
  }

  /// Tells it to end, and sees to it that it does. Before it has begun: as soon as it has.
  func end() {
    state.withLock { $0.isEnding = true }
    Task { await ended() }
  }

  /// Returns once nobody is left. Who does not go when told to is ended.
  func ended() async {
    guard let id = state.withLock({ $0.id }) else { return }
    // Also where the caller was cancelled.
    await Task {
      guard kill(-id, SIGTERM) == 0 else { return }
      var left = Self.grace
      while kill(-id, 0) == 0 {
        guard left > .zero else {
          kill(-id, SIGKILL)
          return
        }
        try? await Task.sleep(for: Self.pause)
        left -= Self.pause
      }
    }.value
  }
}
