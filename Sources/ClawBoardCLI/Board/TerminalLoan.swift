import ClawBoard
import ClawTerminal
import Foundation

/// The terminal while a command of the user's has it, and then the user who reads what it wrote.
@MainActor
final class TerminalLoan {
  /// What a key comes to.
  enum Answer {
    case goesOn, isOver, hangUp
  }

  private let screen: NcursesScreen
  private let isRead: Bool
  private let editedText: EditedText?
  private var hasEnded = false
  private var status: Int32 = 0
  private var isKeyboardHeld = false

  /// Gives the terminal away. From here on ^\ is the command's.
  init(of screen: NcursesScreen, to command: TerminalCommand) {
    self.screen = screen
    isRead = command.isRead
    editedText = command.edited
    screen.leave()
    signal(SIGQUIT, SIG_IGN)
  }

  /// Takes the terminal back. What was typed for the command is no key of the board's.
  func end(_ keyboard: Keyboard) {
    tcflush(STDIN_FILENO, TCIFLUSH)
    signal(SIGQUIT, SIG_DFL)
    screen.takeBack()
    release(keyboard)
  }

  /// The command has ended.
  ///
  /// - Returns: whether there is nothing to be read.
  func take(_ status: Int32, _ keyboard: Keyboard) -> Bool {
    guard isRead else { return true }
    (hasEnded, self.status) = (true, status)
    tcflush(STDIN_FILENO, TCIFLUSH)
    ask()
    release(keyboard)
    return false
  }

  /// What has become of a text that was to be changed, with the status that the editor ended with.
  func edited(status: Int32) -> Message? { editedText?.take(status: status) }

  /// Something was typed. While the command runs that is its own, and nothing more is said of it: the
  /// keyboard is held.
  func takeInput(_ keyboard: Keyboard) -> Answer {
    isKeyboardHeld = true
    guard hasEnded else { return .goesOn }
    let answer = readLine()
    if answer == .goesOn { release(keyboard) }
    return answer
  }

  /// ^c.
  var isOverOnInterrupt: Bool { hasEnded }

  /// The process was stopped, and goes on.
  func goOn() {
    if hasEnded { ask() }
  }

  private func release(_ keyboard: Keyboard) {
    if isKeyboardHeld { keyboard.listen() }
    isKeyboardHeld = false
  }

  private func ask() {
    let line = "\r\n[exit status \(status)] Enter goes back to the board\r\n"
    try? FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
  }

  private func readLine() -> Answer {
    var state = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&state, 1, 0) > 0 else { return .goesOn }
    var bytes: [UInt8] = Array(repeating: 0, count: 256)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    if state.revents & Int16(POLLHUP) != 0 { return .hangUp }
    guard count >= 0 else { return errno == EINTR || errno == EAGAIN ? .goesOn : .hangUp }
    // Of ^d nothing is read. A command may have left the terminal without lines.
    let line = bytes.prefix(count)
    return line.isEmpty || line.contains(where: { [10, 13].contains($0) }) ? .isOver : .goesOn
  }
}
