import Foundation
import TestSupport
import Testing

/// The text of a pane in a pager, through a command and in a file, in a real terminal.
struct PaneTextTests {
  private let tasks = HeldTasks(["aaaa1111": "running"])

  /// Runs `body` with a board that has one card.
  private func onBoard(
    pager: String = "", _ body: (TmuxTerminal, _ folder: String) async throws -> Void
  ) async throws {
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      try await SettingsFile.use("") { file in
        var board = Program.start("--url", node.url, state: file.state)
        board.environment["PAGER"] = pager.replacing("FOLDER", with: file.folder)
        board.directory = file.folder
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("aaaa1111")
          try await body(terminal, file.folder)
        }
      }
    }
  }

  private func leave(_ terminal: TmuxTerminal) async throws {
    try await terminal.waitFor(" ClawBoard")
    try await terminal.send("q")
    #expect(try await terminal.exitStatus() == 0)
  }

  @Test func `a pager gets the text and the keys, and the board is back at once`() async throws {
    let pager = "cat > FOLDER/paged; echo PAGING; read line < /dev/tty; echo $line > FOLDER/typed"
    try await onBoard(pager: pager) { terminal, folder in
      try await terminal.send("p")
      #expect(try await !terminal.waitFor("PAGING").contains("ClawBoard"))
      try await terminal.resize(width: 100, height: 30)
      try await terminal.type("qqq")
      try await terminal.send("Enter")
      try await terminal.waitFor("a board of the new size") { screen in
        screen.contains(" ClawBoard") && screen.split(separator: "\n").count > 24
      }
      let paged = try String(contentsOfFile: folder + "/paged", encoding: .utf8)
      #expect(paged.contains("aaaa1111"))
      #expect(try String(contentsOfFile: folder + "/typed", encoding: .utf8) == "qqq\n")
      try await leave(terminal)
    }
  }

  @Test func `an interrupt ends the pager and not the board`() async throws {
    try await onBoard(pager: "echo PAGING; exec sleep 1000") { terminal, _ in
      try await terminal.send("p")
      try await terminal.waitFor("PAGING")
      try await terminal.send("C-c")
      try await leave(terminal)
    }
  }

  @Test func `a stop is the shell's, and whoever had the terminal goes on with it`() async throws {
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      var shell = Program.shell()
      shell.environment["PAGER"] = "echo PAGING; read line < /dev/tty; echo $line"
      try await TmuxTerminal.run(shell) { terminal in
        try await terminal.waitFor("ready>")
        try await terminal.type("clear; clawboard --url \(node.url)")
        try await terminal.send("Enter")
        try await terminal.waitFor("aaaa1111")
        try await terminal.send("p")
        try await terminal.waitFor("PAGING")
        try await terminal.send("C-z")
        try await terminal.waitFor("Stopped")
        try await terminal.type("fg")
        try await terminal.send("Enter")
        let screen = try await terminal.waitFor("clawboard --url")
        #expect(!screen.contains("1PEND"))
        try await terminal.send("Enter")
        try await terminal.waitFor("1PEND")
        try await terminal.send("q")
        try await terminal.waitUntilGone("1PEND")
      }
    }
  }

  @Test func `a signal ends the board, and the pager with it`() async throws {
    try await onBoard(pager: "echo PAGING; read line < /dev/tty") { terminal, _ in
      try await terminal.send("p")
      try await terminal.waitFor("PAGING")
      let shell = try await terminal.fact("#{pane_pid}")
      let pager = try #require(process(named: "sh", below: shell))
      kill(try #require(process(named: "clawboard", below: shell)), SIGTERM)
      #expect(try await terminal.exitStatus() == 143)
      #expect(kill(pager, 0) != 0)
    }
  }

  @Test func `a pager that is not there is said in one line`() async throws {
    try await onBoard(pager: "/none") { terminal, _ in
      try await terminal.send("p")
      try await terminal.waitFor("'/none' cannot be started: set PAGER to a program that is there")
      try await leave(terminal)
    }
  }

  @Test func `what a command says of the text can be read until Enter`() async throws {
    try await onBoard { terminal, _ in
      try await terminal.send("|")
      try await terminal.waitFor("a command gets the pane's text")
      try await terminal.type("grep -c aaaa1111; exit 3")
      try await terminal.send("Enter")
      let screen = try await terminal.waitFor("[exit status 3] Enter goes back to the board")
      #expect(screen.split(separator: "\n").contains { Int($0).map { $0 > 0 } ?? false })
      #expect(!screen.contains(" ClawBoard"))
      try await terminal.send("x", "Enter")
      try await leave(terminal)
    }
  }

  @Test func `a text is saved to a file, and never over another one`() async throws {
    try await onBoard { terminal, folder in
      try await terminal.send("o", "s")
      try await terminal.waitFor(" a file")
      // A name is there already.
      try await terminal.send("C-u")
      try await terminal.type("kept.txt")
      try await terminal.send("Enter")
      let screen = try await terminal.waitFor("saved ")
      let path = folder + "/kept.txt"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let count = text.count { $0 == "\n" }
      #expect(screen.contains("saved \(count) line\(count == 1 ? "" : "s") to kept.txt"))
      let facts = try FileManager.default.attributesOfItem(atPath: path)
      #expect(facts[.posixPermissions] as? Int == 0o600)
      try await terminal.send("s")
      try await terminal.waitFor(" a file")
      // A name is there already.
      try await terminal.send("C-u")
      try await terminal.type("kept.txt")
      try await terminal.send("Enter")
      try await terminal.waitFor("not saved: 'kept.txt' is there: give another name")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
  }
}
