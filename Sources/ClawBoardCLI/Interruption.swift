import ClawLink
import Foundation
import Synchronization
import UnixSignals

/// A signal ended what a command was doing.
struct Interrupted: Error {
  let status: ExitStatus
}

/// Lets ^c, TERM and a hang-up end what a command does, and not the command: it can still say what
/// goes on without it. The second one ends the command as well.
///
/// It begins when there is something to be said: what only reads or asks is ended as ever.
final class Interruption: Sendable {
  private let wanted: Wanted
  private let listening: Task<Void, Never>

  /// From here on these signals do not end the process.
  init() async {
    // Who was started by nohup outlives the terminal.
    let signals = await UnixSignalsSequence(
      trapping: [.sigint, .sigterm] + (HangUp.isIgnored ? [] : [.sighup]))
    let wanted = Wanted()
    self.wanted = wanted
    listening = Task {
      for await signal in signals {
        if let status = ExitStatus(ending: signal) { wanted.end(status) }
      }
    }
  }

  deinit {
    listening.cancel()
  }

  /// Runs `body`, and cancels it when a signal comes, or has come before.
  ///
  /// - Throws: ``Interrupted`` when `body` gave up for that; else what it throws.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    if let status = wanted.status { throw Interrupted(status: status) }
    let work = Task { try await body() }
    wanted.begin { work.cancel() }
    defer { wanted.begin(nil) }
    do {
      return try await work.value
    } catch {
      guard let status = wanted.status, error.isCancellation else { throw error }
      throw Interrupted(status: status)
    }
  }

  /// The signal that came, and what it is to end.
  private final class Wanted: Sendable {
    private struct State {
      var status: ExitStatus?
      var cancel: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    var status: ExitStatus? { state.withLock(\.status) }

    func end(_ status: ExitStatus) {
      let (isSecond, cancel) = state.withLock { state in
        defer { state.status = state.status ?? status }
        return (state.status != nil, state.cancel)
      }
      if isSecond { _exit(status.rawValue) }
      cancel?()
    }

    func begin(_ cancel: (@Sendable () -> Void)?) {
      let isOver = state.withLock { state in
        state.cancel = cancel
        return state.status != nil
      }
      if isOver { cancel?() }
    }
  }
}

extension Error {
  fileprivate var isCancellation: Bool {
    self is CancellationError || self as? ClawLinkError == .cancelled
  }
}
