import ClawTerminal
import Foundation
import Synchronization
import UnixSignals

/// The signals that the board takes for itself.
struct BoardSignals: Sendable {
  private let signals: UnixSignalsSequence
  /// Whether the terminal is lent, for any thread.
  let isLent = LentFlag()

  /// From here on they do not end the process.
  init() async {
    signals = await UnixSignalsSequence(trapping: .sigterm, .sighup, .sigint, .sigwinch, .sigcont)
  }

  func run(tell: (UnixSignal) -> Void) async {
    for await signal in signals {
      tell(signal)
      // ^c is for whoever has the terminal.
      if signal == .sigint, isLent.value { continue }
      if let status = ExitStatus(ending: signal) { await Self.giveUp(status) }
    }
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
  private let flag = Atomic(false)

  var value: Bool {
    get { flag.load(ordering: .sequentiallyConsistent) }
    set { flag.store(newValue, ordering: .sequentiallyConsistent) }
  }
}
