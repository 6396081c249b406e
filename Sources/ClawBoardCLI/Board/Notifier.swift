import ClawBoard
import ClawTerminal

/// Tells the user through the terminal of what happens on the board. Into a terminal that somebody
/// else has nothing is written: what came meanwhile is told once, as one, when the board is back.
@MainActor
final class Notifier {
  private let screen: NcursesScreen
  private let sequence: TerminalSequence
  private var untold: Alert?

  init(screen: NcursesScreen, sequence: TerminalSequence) {
    self.screen = screen
    self.sequence = sequence
  }

  func take(_ alert: Alert) {
    untold = untold?.adding(alert) ?? alert
  }

  func tell(by way: NotifyWay) {
    guard let alert = untold, !screen.isAway else { return }
    untold = nil
    screen.send(sequence.notification(alert.text, way))
  }
}
