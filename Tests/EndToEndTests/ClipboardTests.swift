import Foundation
import TestSupport
import Testing

/// What is copied, as bytes that a terminal gets.
struct ClipboardTests {
  private let tasks = HeldTasks(["aaaa1111": "running"])
  /// OSC 52 with the id of the task.
  private let plain = "\u{1B}]52;c;YWFhYTExMTE=\u{7}"
  private let wrapped = "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;YWFhYTExMTE=\u{7}\u{1B}\\"

  private func copyingID(
    in place: TerminalPlace, settings: String = "",
    _ body: (TmuxTerminal) async throws -> Void
  ) async throws {
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      let nodes = "nodes:\n- name: n\n  baseUrl: \(node.url)\n"
      try await SettingsFile.use(nodes + settings) { file in
        let board = Program.start("--config", file.path, state: file.state)
        try await TmuxTerminal.run(place.start(board, file.folder)) { terminal in
          try await terminal.waitFor("aaaa1111")
          try await terminal.send("y")
          try await terminal.waitFor("Copy to the clipboard")
          try await terminal.send("i")
          try await terminal.waitFor("sent to the terminal: id, 8 bytes")
          try await body(terminal)
          try await terminal.send("q")
        }
      }
    }
  }

  private func text(_ terminal: TmuxTerminal) async -> String {
    String(decoding: await terminal.output(), as: UTF8.self)
  }

  /// How often something was sent to a clipboard.
  private func count(in terminal: TmuxTerminal) async -> Int {
    await text(terminal).components(separatedBy: "]52;").count - 1
  }

  @Test func `a terminal gets it plain, once`() async throws {
    try await copyingID(in: .plain) { terminal in
      try await terminal.waitForOutput(plain)
      #expect(await count(in: terminal) == 1)
    }
  }

  @Test func `tmux gets it in both ways`() async throws {
    try await copyingID(in: .tmux) { terminal in
      try await terminal.waitForOutput(plain + wrapped)
    }
  }

  @Test func `the settings choose one way`() async throws {
    try await copyingID(in: .tmux, settings: "board: {clipboard: tmux}\n") { terminal in
      try await terminal.waitForOutput(wrapped)
      #expect(await count(in: terminal) == 1)
    }
  }

  @Test(
    arguments: [
      ["set -s set-clipboard on", "set -g allow-passthrough off"],
      ["set -s set-clipboard external", "set -g allow-passthrough on"],
    ])
  func `tmux passes on the one that it takes`(settings: [String]) async throws {
    try await copyingID(in: .innerTmux(settings)) { terminal in
      try await terminal.waitForOutput("the text for the clipboard") { output in
        let text = String(decoding: output, as: UTF8.self)
        return text.contains("\u{1B}]52;") && text.contains(";YWFhYTExMTE=")
      }
    }
  }

  @Test func `where tmux keeps it to itself, nothing is shown of it`() async throws {
    let settings = ["set -s set-clipboard external", "set -g allow-passthrough off"]
    try await copyingID(in: .innerTmux(settings)) { terminal in
      #expect(await !text(terminal).contains("YWFh"))
      let screen = try await terminal.screen()
      #expect(!screen.contains("YWFh"))
    }
  }

  @Test func `what is too large is saved to a file`() async throws {
    var tasks = HeldTasks(["aaaa1111": "failed"])
    let error = String(repeating: "an error that goes on ", count: 5000)
    tasks.errors["aaaa1111"] = error
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      try await SettingsFile.use("") { file in
        var board = Program.start("--url", node.url, state: file.state)
        board.directory = file.folder
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("6FAIL 1")
          try await terminal.send("y", "e")
          try await terminal.waitFor("save to clawboard-aaaa1111-error.txt  107 KiB: too large")
          try await terminal.send("Enter")
          try await terminal.waitFor("saved 1 line to clawboard-aaaa1111-error.txt")
          let path = file.folder + "/clawboard-aaaa1111-error.txt"
          #expect(try String(contentsOfFile: path, encoding: .utf8) == error)
          try await terminal.send("q")
        }
      }
    }
  }
}
