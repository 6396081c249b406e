import Foundation
import TestSupport
import Testing

/// A shell whose prompt cannot be mistaken for what it runs.
private let shell = ProgramStart(["sh"], environment: ["PS1": "ready> "])

@Suite struct TmuxTerminalTests {
  @Test func `a program's screen can be awaited`() async throws {
    try await TmuxTerminal.run(shell) { terminal in
      try await terminal.waitFor("ready>")
      try await terminal.type("echo $((6 * 7))")
      try await terminal.send("Enter")
      let screen = try await terminal.waitFor("42")
      #expect(screen.hasPrefix("ready> echo $((6 * 7))\n42"))
    }
  }

  @Test func `text that the terminal's own language would read arrives as it is`() async throws {
    let text = #"a;b "c" 'd' $e #{f} ~g \h ä 漢 -"#
    try await TmuxTerminal.run(ProgramStart(["cat"])) { terminal in
      try await terminal.type(text)
      try await terminal.send("Enter")
      try await terminal.waitFor(text + "\n" + text)
    }
  }

  @Test func `keys arrive as the bytes of the terminal`() async throws {
    let program = "stty -echo -icanon -isig -ixon; echo go; exec od -An -tx1 -N 6 -v"
    try await TmuxTerminal.run(ProgramStart(["sh", "-c", program])) { terminal in
      try await terminal.waitFor("go")
      try await terminal.send("C-s", "C-c", "F2", "Up")
      try await terminal.waitFor("13 03 1b 4f 51 1b")
    }
  }

  @Test func `a program sees that the size has changed`() async throws {
    let program = "trap 'stty size' WINCH; stty size; while [ -t 0 ]; do read -r line; done"
    try await TmuxTerminal.run(ProgramStart(["sh", "-c", program], width: 90, height: 20)) {
      terminal in
      try await terminal.waitFor("20 90")
      try await terminal.resize(width: 61, height: 17)
      try await terminal.waitFor("17 61")
      let facts = try await terminal.facts()
      #expect(facts.width == 61)
      #expect(facts.height == 17)
    }
  }

  @Test func `a paste is bracketed when the program asks for it`() async throws {
    let program = """
      stty -echo -icanon -icrnl; printf '\\033[?2004hgo'; exec od -An -c -N 15 -v
      """
    try await TmuxTerminal.run(ProgramStart(["sh", "-c", program])) { terminal in
      try await terminal.waitFor("go")
      try await terminal.paste("a\nb")
      try await terminal.waitFor(#"033   [   2   0   0   ~   a  \r   b 033   [   2   0   1   ~"#)
    }
  }

  @Test func `a paste is plain when the program does not ask`() async throws {
    try await TmuxTerminal.run(ProgramStart(["cat"])) { terminal in
      try await terminal.paste("first\nsecond\n")
      try await terminal.waitFor("first\nsecond\nfirst\nsecond")
    }
  }

  @Test func `what is gone can be awaited`() async throws {
    try await TmuxTerminal.run(shell) { terminal in
      try await terminal.waitFor("ready>")
      try await terminal.type("echo marked; read -r answer; clear")
      try await terminal.send("Enter")
      try await terminal.waitFor("\nmarked")
      try await terminal.send("Enter")
      try await terminal.waitUntilGone("marked")
    }
  }

  @Test func `a failed wait shows the screen and what was awaited`() async throws {
    try await TmuxTerminal.run(ProgramStart(["sh", "-c", "echo hello; cat"])) { terminal in
      try await terminal.waitFor("hello")
      let error = await #expect(throws: TmuxTerminalError.self) {
        try await terminal.waitFor("goodbye", timeout: .zero)
      }
      #expect(error == .notSeen(awaited: "the text \"goodbye\"", screen: "hello"))
      #expect(error.map(String.init(describing:))?.contains("| hello") == true)
    }
  }

  @Test func `a wait ends when its test is cancelled`() async throws {
    try await TmuxTerminal.run(ProgramStart(["cat"])) { terminal in
      let wait = Task { try await terminal.waitFor("never") }
      wait.cancel()
      await #expect(throws: CancellationError.self) { try await wait.value }
    }
  }

  @Test(arguments: [0, 7, 64]) func `a program's exit status is told`(status: Int) async throws {
    try await TmuxTerminal.run(ProgramStart(["sh", "-c", "echo bye; exit \(status)"])) {
      terminal in
      let told = try await terminal.exitStatus()
      let screen = try await terminal.screen()
      #expect(told == status)
      #expect(screen == "bye")
    }
  }

  @Test func `a program that a signal ends has its status as in a shell`() async throws {
    try await TmuxTerminal.run(ProgramStart(["sh", "-c", "kill -TERM $$"])) { terminal in
      let status = try await terminal.exitStatus()
      #expect(status == 143)
    }
  }

  @Test func `a program is alone in the foreground, as under a shell`() async throws {
    try await TmuxTerminal.run(ProgramStart(["cat"])) { terminal in
      try await terminal.waitForFacts("cat in the foreground") { $0.foregroundCommand == "cat" }
      try await terminal.send("C-c")
      let status = try await terminal.exitStatus()
      #expect(status == 130)
    }
  }

  @Test func `the terminal tells of its cursor, its screens and its mouse`() async throws {
    let program = """
      printf '\\033[?1049h\\033[?25l\\033[?1000h\\033[3;5Hon'; read -r a
      printf '\\033[?1000l\\033[?25h\\033[?1049loff'; read -r a
      """
    try await TmuxTerminal.run(ProgramStart(["sh", "-c", program])) { terminal in
      try await terminal.waitFor("on")
      let full = try await terminal.facts()
      #expect(full.isOnAlternateScreen && full.reportsMouse && !full.showsCursor)
      #expect((full.cursorColumn, full.cursorRow) == (6, 2))
      try await terminal.send("Enter")
      try await terminal.waitFor("off")
      let plain = try await terminal.facts()
      #expect(!plain.isOnAlternateScreen && !plain.reportsMouse && plain.showsCursor)
    }
  }

  @Test func `a program finds the environment and the terminal type that it is given`()
    async throws
  {
    let start = ProgramStart(
      ["sh", "-c", "echo \"$TERM,$COLOUR,$LC_ALL,$(pwd)\""], environment: ["COLOUR": "a 'b' $c"],
      terminalType: "screen-256color", directory: "/usr")
    try await TmuxTerminal.run(start) { terminal in
      try await terminal.waitFor("screen-256color,a 'b' $c,C.UTF-8,/usr")
    }
  }

  @Test func `bytes that a program wrote are counted as they were`() async throws {
    let program = "stty -opost; printf 'a\\\\\\033[1mb\\nä'; read -r a"
    try await TmuxTerminal.run(ProgramStart(["sh", "-c", program])) { terminal in
      try await terminal.waitFor("ä")
      let written = Array("a\\\u{1b}[1mb\nä".utf8)
      try await terminal.waitForOutput("its last byte") { $0.count >= written.count }
      #expect(await terminal.output() == written)
      #expect(try await terminal.screen(styled: true).contains("\u{1b}[1mb"))
    }
  }

  @Test func `close leaves no server and no program behind`() async throws {
    let terminal = try await TmuxTerminal(shell)
    try await terminal.waitFor("ready>")
    let server = try await terminal.fact("#{pid}")
    let program = try await terminal.fact("#{pane_pid}")
    #expect(!server.isEmpty && !program.isEmpty)
    await terminal.close()
    await terminal.close()
    #expect(!FileManager.default.fileExists(atPath: terminal.socket))
    #if os(Linux)
      // A process that has ended keeps its number until it is collected, but no command line.
      let left = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(server)/cmdline"))
      #expect(left ?? Data() == Data())
    #endif
    await #expect(throws: TmuxTerminalError.closed(lastScreen: "ready>")) {
      try await terminal.screen()
    }
  }

  @Test(.timeLimit(.minutes(1))) func `close hangs up on a program that still runs`() async throws {
    let pipe = "/tmp/pipe-\(UUID().uuidString.prefix(13))"
    defer { try? FileManager.default.removeItem(atPath: pipe) }
    let program = "mkfifo \(pipe); echo made; exec 9>\(pipe); while :; do read -r line; done"
    let reading = try await TmuxTerminal.run(ProgramStart(["sh", "-c", program])) { terminal in
      try await terminal.waitFor("made")
      return try #require(FileHandle(forReadingAtPath: pipe))
    }
    // The pipe's end comes when the last process that has it open, the program, has ended.
    #expect(try reading.readToEnd() ?? Data() == Data())
  }

  @Test func `what tmux dislikes is said`() async throws {
    try await TmuxTerminal.run(ProgramStart(["cat"])) { terminal in
      await #expect(throws: TmuxTerminalError.self) {
        try await terminal.resize(width: 0, height: 0)
      }
    }
  }

  @Test func `a terminal that cannot start says why`() async throws {
    let error = await #expect(throws: TmuxTerminalError.self) {
      try await TmuxTerminal(ProgramStart(["sh"], environment: ["PATH": "/nonexistent"]))
    }
    #expect(error.map(String.init(describing:))?.contains("not found") == true)
  }

  @Test func `many terminals at once do not disturb each other`() async throws {
    try await withThrowingTaskGroup(of: String.self) { group in
      for number in 1...6 {
        group.addTask {
          try await TmuxTerminal.run(ProgramStart(["sh", "-c", "echo 'I am \(number)'; cat"])) {
            try await $0.waitFor("I am")
          }
        }
      }
      var screens: [String] = []
      for try await screen in group { screens.append(screen) }
      #expect(screens.sorted() == (1...6).map { "I am \($0)" })
    }
  }
}
