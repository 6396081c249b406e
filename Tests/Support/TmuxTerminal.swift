import Foundation

/// A program in a real terminal: tmux, with a server of its own for each instance.
///
/// Waiting is driven by what tmux says: whenever the program wrote something or the size changed,
/// the screen is read again. Nothing sleeps and nothing asks in intervals; a time limit only ends a
/// wait that fails, and the error shows the screen.
///
/// ```swift
/// try await TmuxTerminal.run(ProgramStart(["sh"], environment: ["PS1": "ready> "])) { terminal in
///   try await terminal.waitFor("ready>")
///   try await terminal.type("echo $((6 * 7))")
///   try await terminal.send("Enter")
///   try await terminal.waitFor("42")
/// }
/// ```
public struct TmuxTerminal: Sendable {
  /// How long a wait lasts before it fails, unless it says otherwise. Long, because it costs
  /// nothing where tests pass.
  public static let patience = Duration.seconds(30)
  /// In which a frame that has begun is there as a whole.
  private static let frameTime = Duration.milliseconds(30)

  /// The socket of the server; no other server uses it.
  public let socket: String

  private let conversation: TmuxConversation

  /// Starts a program, hands the terminal over and closes it, whatever happens.
  @discardableResult
  public static func run<Value>(
    _ start: ProgramStart, isolation: isolated (any Actor)? = #isolation,
    _ body: (TmuxTerminal) async throws -> Value
  ) async throws -> Value {
    let terminal = try await TmuxTerminal(start)
    do {
      let value = try await body(terminal)
      await terminal.close()
      return value
    } catch {
      await terminal.close()
      throw error
    }
  }

  /// Starts a program. Whoever starts it closes it; ``run(_:isolation:_:)`` does both.
  ///
  /// - Throws: `TmuxTerminalError.notStarted` with what tmux said.
  public init(_ start: ProgramStart) async throws {
    // Not the user's own folder for temporary files: the name of a socket has some 100 bytes.
    let directory = "/tmp/terminal-\(UUID().uuidString.prefix(13))"
    socket = directory + "/tmux"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    conversation = try await TmuxConversation(start, socket: socket, directory: directory)
  }

  /// Ends the server and so the program (by SIGHUP, if it still runs), and returns once the server
  /// is gone. It never touches another server. May be called again.
  public func close() async {
    await conversation.close()
  }

  // MARK: Doing

  /// Presses keys, by their names in tmux: `Enter`, `C-s`, `F2`, `Escape`, `BTab`, `M-x`, `a`.
  public func send(_ keys: String...) async throws {
    try await conversation.command(["send-keys"] + keys)
  }

  /// Types text as it is; a newline in it is sent as that character, which no key sends.
  public func type(_ text: String) async throws {
    try await conversation.command(["send-keys", "-l", "--", text])
  }

  /// Pastes text as a terminal does: newlines become carriage returns, and markers go around it if
  /// the program asked for bracketed paste.
  public func paste(_ text: String) async throws {
    try await conversation.command(["set-buffer", "-b", "paste", "--", text])
    try await conversation.command(["paste-buffer", "-p", "-d", "-b", "paste"])
  }

  /// Gives the terminal another size; the program is told by SIGWINCH.
  public func resize(width: Int, height: Int) async throws {
    try await conversation.command(["resize-window", "-x", String(width), "-y", String(height)])
  }

  // MARK: Seeing

  /// The screen as text, without blanks at the ends of lines and empty lines at the end.
  ///
  /// - Parameter styled: With escape sequences for colours and attributes.
  public func screen(styled: Bool = false) async throws -> String {
    try await conversation.screen(styled: styled)
  }

  /// All bytes that the program has written so far. Bytes are never taken back: what a key costs
  /// is the difference of the counts after and before.
  public func output() async -> [UInt8] {
    await conversation.output
  }

  /// What the terminal knows of itself beside its text.
  public func facts() async throws -> TerminalFacts {
    let text = try await fact(TerminalFacts.format)
    guard let facts = TerminalFacts(text) else {
      throw TmuxTerminalError.refused(command: TerminalFacts.format, message: text)
    }
    return facts
  }

  /// One of tmux's formats, for example `#{pane_title}`, as it is now.
  public func fact(_ format: String) async throws -> String {
    try await conversation.command(["display-message", "-p", format]).joined(separator: "\n")
  }

  // MARK: Waiting

  /// Waits until the screen shows a text; a text of several lines must be on it as such.
  ///
  /// - Returns: The screen that shows it.
  @discardableResult
  public func waitFor(
    _ text: String, timeout: Duration = patience
  ) async throws -> String {
    try await waitFor("the text \"\(text)\"", timeout: timeout) { $0.contains(text) }
  }

  /// Waits until the screen does not show a text.
  @discardableResult
  public func waitUntilGone(
    _ text: String, timeout: Duration = patience
  ) async throws -> String {
    try await waitFor("that \"\(text)\" is gone", timeout: timeout) { !$0.contains(text) }
  }

  /// Waits until the screen is as wanted.
  ///
  /// - Parameters:
  ///   - awaited: What is wanted, in words, for the message of a failure.
  /// - Returns: The screen a moment later, if it is still as wanted; else as it was seen first.
  @discardableResult
  public func waitFor(
    _ awaited: String, timeout: Duration = patience,
    where isWanted: @Sendable (String) -> Bool
  ) async throws -> String {
    try await waitForScreen(awaited, styled: false, timeout: timeout, where: isWanted)
  }

  /// Waits until the screen with its colours and attributes is as wanted; see ``screen(styled:)``.
  @discardableResult
  public func waitForStyled(
    _ awaited: String, timeout: Duration = patience,
    where isWanted: @Sendable (String) -> Bool
  ) async throws -> String {
    try await waitForScreen(awaited, styled: true, timeout: timeout, where: isWanted)
  }

  private func waitForScreen(
    _ awaited: String, styled: Bool, timeout: Duration,
    where isWanted: @Sendable (String) -> Bool
  ) async throws -> String {
    let seen = try await wait(for: awaited, timeout: timeout) {
      let screen = try await screen(styled: styled)
      return isWanted(screen) ? screen : nil
    }
    // It may have been half drawn.
    try await Task.sleep(for: Self.frameTime)
    let later = try await screen(styled: styled)
    return isWanted(later) ? later : seen
  }

  /// Waits until the terminal is in a state: its cursor is hidden, the alternate screen is off.
  @discardableResult
  public func waitForFacts(
    _ awaited: String, timeout: Duration = patience,
    where areWanted: @Sendable (TerminalFacts) -> Bool
  ) async throws -> TerminalFacts {
    try await wait(for: awaited, timeout: timeout) {
      let facts = try await facts()
      return areWanted(facts) ? facts : nil
    }
  }

  /// Waits until the program has written something, also what no screen shows any more.
  ///
  /// - Parameter areWanted: is given all bytes that were written so far.
  public func waitForOutput(
    _ awaited: String, timeout: Duration = patience,
    where areWanted: @Sendable ([UInt8]) -> Bool
  ) async throws {
    try await wait(for: awaited, timeout: timeout) { areWanted(await output()) ? () : nil }
  }

  /// Waits until the program that the terminal started with has ended.
  ///
  /// - Returns: Its exit status as a shell says it: 128 and the number of the signal that ended it.
  public func exitStatus(timeout: Duration = patience) async throws -> Int {
    try await wait(for: "the end of the program", timeout: timeout) {
      let title = try await fact("#{pane_title}")
      guard title.hasPrefix(ProgramStart.endedTitle) else { return nil }
      return Int(title.dropFirst(ProgramStart.endedTitle.count))
    }
  }

  /// Looks, and looks again after each change, until there is an answer.
  private func wait<Answer>(
    for awaited: String, timeout: Duration, look: () async throws -> Answer?
  ) async throws -> Answer {
    let deadline = ContinuousClock.now + timeout
    while true {
      // Counted before looking: a change during the look is looked at too.
      let known = await conversation.changes
      if let answer = try await look() { return answer }
      try Task.checkCancellation()
      guard ContinuousClock.now < deadline else {
        let screen = try await screen()
        throw TmuxTerminalError.notSeen(awaited: awaited, screen: screen)
      }
      await conversation.nextChange(after: known, until: deadline)
    }
  }
}
