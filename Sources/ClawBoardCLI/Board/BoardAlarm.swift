import Foundation

/// Wakes the board at one time: the last one that was asked for.
@MainActor
final class BoardAlarm {
  private let ring: @Sendable () -> Void
  private var task: Task<Void, Never>?
  private var time: Date?

  init(ring: @escaping @Sendable () -> Void) {
    self.ring = ring
  }

  func set(to time: Date) {
    guard time != self.time else { return }
    task?.cancel()
    self.time = time
    task = Task { [ring] in
      let pause = max(0.001, time.timeIntervalSinceNow)
      guard (try? await Task.sleep(for: .seconds(pause))) != nil else { return }
      ring()
    }
  }

  /// It has rung: the same time may be asked for again.
  func take() {
    time = nil
  }

  func cancel() {
    task?.cancel()
  }
}
