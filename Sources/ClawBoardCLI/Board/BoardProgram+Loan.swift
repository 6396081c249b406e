import ClawBoard
import ClawTerminal
import Foundation
import UnixSignals

/// The board while somebody else has the terminal: a command of the user's, or the shell.
extension BoardProgram {
  /// How long a stop may take to take hold; the time that the process is stopped does not matter.
  private static let stopPause = Duration.milliseconds(300)

  /// The same while somebody else has the terminal: nodes go on, and nothing is drawn.
  func handle(
    _ event: Event, while loan: TerminalLoan, _ keyboard: Keyboard,
    in group: inout TaskGroup<Void>
  ) -> ExitStatus? {
    switch event {
    case .message(let message): return take(message, in: &group)
    case .inputReady:
      switch loan.takeInput(keyboard) {
      case .goesOn: return nil
      case .isOver: return end(loan, keyboard, in: &group)
      case .hangUp: return .hangUp
      }
    case .ended(.ended(let status)):
      guard loan.take(status, keyboard) else { return nil }
      _ = end(loan, keyboard, in: &group)
      return loan.edited(status: status).flatMap { take($0, in: &group) }
    case .ended(.failed(let reason)):
      _ = end(loan, keyboard, in: &group)
      _ = loan.edited(status: 1)
      return take(.fault(reason), in: &group)
    case .signal(.sigint, _): return loan.isOverOnInterrupt ? end(loan, keyboard, in: &group) : nil
    case .signal(.sigcont, _), .goOn:
      loan.goOn()
      return nil
    case .signal(_, let status): return status
    case .wake:
      alarm.take()
      return take(.tick, in: &group)
    }
  }

  func lend(_ command: TerminalCommand, in group: inout TaskGroup<Void>) {
    guard loan == nil else { return }
    loan = TerminalLoan(of: screen, to: command)
    signals.loan.lend()
    group.addTask { [sink] in sink.yield(.ended(await command.run())) }
  }

  private func end(
    _ loan: TerminalLoan, _ keyboard: Keyboard, in group: inout TaskGroup<Void>
  ) -> ExitStatus? {
    self.loan = nil
    signals.loan.takeBack()
    loan.end(keyboard)
    return take(.resized(screen.size), in: &group)
  }

  /// Lends the terminal to the user's editor.
  func edit(
    _ text: String, of form: Int, in group: inout TaskGroup<Void>
  ) -> ExitStatus? {
    guard
      let command = TerminalCommand.editor(
        text, of: form, environment: ProcessInfo.processInfo.environment)
    else {
      let place = "a file in \(NSTemporaryDirectory()) cannot be made"
      return take(.fault("no editor: \(place): \(String(cString: strerror(errno)))"), in: &group)
    }
    lend(command, in: &group)
    return nil
  }

  /// The board ends while a text is in the editor: what was saved there is a draft.
  func keepEdited(in group: inout TaskGroup<Void>) {
    if let message = loan?.edited(status: 0) { _ = take(message, in: &group) }
  }

  /// Back to the shell, with the whole process group. The stop takes hold at some moment after the
  /// call: the terminal is taken back when the shell says to go on, by SIGCONT.
  ///
  /// Where there is no shell that could (`ssh -t host clawboard`), the system drops the stop, and
  /// must: SIGSTOP would freeze the board for good. Then the terminal is taken back soon.
  func suspend() {
    screen.leave()
    kill(0, SIGTSTP)
    Task { [sink] in
      try? await Task.sleep(for: Self.stopPause)
      sink.yield(.goOn)
    }
  }
}
