import Foundation

/// What is said between a test and the tmux server of one terminal: commands and their answers, in
/// order, and notice of every change.
actor TmuxConversation {
  private(set) var output: [UInt8] = []
  /// Grows with everything that tmux says beside answers: what the program wrote, a new size.
  private(set) var changes = 0
  private(set) var lastScreen = ""

  private let directory: String
  private let client: TmuxClient
  private var reader = TmuxControlReader()
  private var unanswered: [CheckedContinuation<Reply?, Never>] = []
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var hasEnded = false
  private var closing: Task<String, Never>?

  struct Reply {
    let lines: [String]
    let failed: Bool
  }

  /// Starts the server, and the program in it.
  ///
  /// - Parameters:
  ///   - directory: Exists, holds the socket and nothing else, goes with the conversation.
  init(_ start: ProgramStart, socket: String, directory: String) async throws {
    self.directory = directory
    client = try TmuxClient(
      arguments: start.tmuxArguments(socket: socket), environment: start.environment)
    Task { await self.listen() }
    // tmux reads commands only once the session is there, so an answer means that it is.
    guard await ask(["display-message", "-p", "#{session_id}"])?.lines.isEmpty == false else {
      throw TmuxTerminalError.notStarted(message: await close())
    }
  }

  private func listen() async {
    for await bytes in client.output {
      for event in reader.events(in: bytes) { take(event) }
    }
    hasEnded = true
    for continuation in unanswered { continuation.resume(returning: nil) }
    unanswered = []
    noticeChange()
  }

  private func take(_ event: TmuxControlEvent) {
    switch event {
    case .reply(let lines, let failed):
      guard !unanswered.isEmpty else { return }
      unanswered.removeFirst().resume(returning: Reply(lines: lines, failed: failed))
    case .output(let bytes):
      output += bytes
      noticeChange()
    case .notification:
      noticeChange()
    }
  }

  private func noticeChange() {
    changes += 1
    let all = waiting
    waiting = []
    for continuation in all { continuation.resume() }
  }

  // MARK: Commands

  /// Gives a command and returns what it printed.
  @discardableResult
  func command(_ words: [String]) async throws(TmuxTerminalError) -> [String] {
    guard let reply = await ask(words) else { throw .closed(lastScreen: lastScreen) }
    guard !reply.failed else {
      throw .refused(
        command: words.joined(separator: " "), message: reply.lines.joined(separator: "\n"))
    }
    return reply.lines
  }

  /// Nil if tmux has ended.
  private func ask(_ words: [String]) async -> Reply? {
    guard !hasEnded, closing == nil, client.send(words) else { return nil }
    return await withCheckedContinuation { unanswered.append($0) }
  }

  func screen(styled: Bool) async throws(TmuxTerminalError) -> String {
    var lines: [String]
    do throws(TmuxTerminalError) {
      lines = try await command(["capture-pane", "-p"] + (styled ? ["-e"] : []))
    } catch .refused(_, let message) where message == "no current target" && lastScreen.isEmpty {
      // The server answers before the session is there: nothing is on its screen yet.
      return ""
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    let text = lines.joined(separator: "\n")
    if !styled { lastScreen = text }
    return text
  }

  // MARK: Waiting

  /// Returns once more has changed than was known, or at the deadline, or when cancelled.
  func nextChange(after known: Int, until deadline: ContinuousClock.Instant) async {
    let alarm = Task {
      try await Task.sleep(until: deadline, clock: .continuous)
      self.noticeChange()
    }
    defer { alarm.cancel() }
    await withTaskCancellationHandler {
      while changes == known, !hasEnded, !Task.isCancelled {
        await withCheckedContinuation { waiting.append($0) }
      }
    } onCancel: {
      Task { await self.noticeChange() }
    }
  }

  // MARK: Ending

  /// Ends the server and what runs in it, and returns what tmux complained about. Waits for the
  /// server's end; may be called again.
  @discardableResult
  func close() async -> String {
    if let closing { return await closing.value }
    client.endInput()
    let task = Task { [client, directory] in
      var complaints: [UInt8] = []
      for await bytes in client.errors { complaints += bytes }
      try? FileManager.default.removeItem(atPath: directory)
      return String(decoding: complaints, as: UTF8.self)
    }
    closing = task
    return await task.value
  }
}
