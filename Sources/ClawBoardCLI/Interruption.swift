import ClawLink
import Synchronization
import UnixSignals

/// A signal ended what a command was doing.
struct Interrupted: Error {
  let status: ExitStatus
}

/// Lets ^c, TERM and a hang-up end what a command does, and not the command: it can still say what
/// goes on without it.
final class Interruption: Sendable {
  private let wanted: Wanted
  private let listening: Task<Void, Never>

  /// From here on these signals do not end the process.
  init() async {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
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
      let cancel = state.withLock { state in
        state.status = state.status ?? status
        return state.cancel
      }
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
