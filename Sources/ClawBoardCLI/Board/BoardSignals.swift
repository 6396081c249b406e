import ClawTerminal
import Foundation
import Synchronization
import UnixSignals

/// The signals that the board takes for itself.
struct BoardSignals: Sendable {
  private let signals: UnixSignalsSequence
  /// Whether the terminal is lent, for any thread.
  let loan = LentFlag()

  /// From here on they do not end the process.
  init() async {
    signals = await UnixSignalsSequence(trapping: .sigterm, .sighup, .sigint, .sigwinch, .sigcont)
  }

  /// - Parameter tell: hears each signal, and the status to end with, as it was when that came.
  func run(tell: (UnixSignal, ExitStatus?) -> Void) async {
    for await signal in signals {
      let status = Self.ending(ExitStatus(ending: signal), isLent: loan.isLent())
      tell(signal, status)
      if let status { await Self.giveUp(status) }
    }
  }

  /// The status that a signal ends the board with; `nil` when it goes on.
  ///
  /// - Parameters:
  ///   - status: what it means otherwise.
  ///   - isLent: whether the terminal was lent when it came: then ^c is for whoever has it.
  static func ending(_ status: ExitStatus?, isLent: Bool) -> ExitStatus? {
    status == .interrupted && isLent ? nil : status
  }

  /// Leaves without the main actor when that hangs in a write to a dead terminal. Cancelled when it
  /// does not.
  private static func giveUp(_ status: ExitStatus) async {
    guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
    NcursesScreen.abandon()
    _exit(status.rawValue)
  }
}

/// Whether the terminal is lent.
final class LentFlag: Sendable {
  /// For how long a ^c still counts as that of who had the terminal. The terminal sends it to both,
  /// and that they have ended of it may be known here before it has come.
  static let grace = Duration.milliseconds(500)

  private enum State {
    case ours, lent
    case returned(ContinuousClock.Instant)
  }

  private let state = Mutex(State.ours)

  func lend() {
    state.withLock { $0 = .lent }
  }

  func takeBack(at now: ContinuousClock.Instant = .now) {
    state.withLock { $0 = .returned(now) }
  }

  func isLent(at now: ContinuousClock.Instant = .now) -> Bool {
    state.withLock { state in
      switch state {
      case .ours: false
      case .lent: true
      case .returned(let time): now - time < Self.grace
      }
    }
  }
}
