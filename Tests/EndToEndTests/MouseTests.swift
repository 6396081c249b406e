import Foundation
import TestSupport
import Testing

/// A mouse, by the bytes that a terminal sends of it.
struct MouseTests {
  private let tasks = HeldTasks(["aaaa1111": "running", "bbbb2222": "failed"])

  private func onBoard(
    mouse: Bool, _ body: (TmuxTerminal) async throws -> Void
  ) async throws {
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      let nodes = "nodes:\n- name: n\n  baseUrl: \(node.url)\n"
      try await SettingsFile.use(nodes + "board: {mouse: \(mouse)}\n") { file in
        let board = Program.start("--config", file.path, state: file.state)
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("bbbb")
          try await terminal.waitFor("3RUN 1")
          try await terminal.send("3")
          try await terminal.waitFor("[3RUN 1]")
          try await body(terminal)
          try await terminal.send("q")
          #expect(try await terminal.exitStatus() == 0)
        }
      }
    }
  }

  /// Presses and releases the first button where the screen shows a text.
  private func click(_ text: String, in terminal: TmuxTerminal) async throws {
    let lines = try await terminal.waitFor(text).components(separatedBy: "\n")
    let row = try #require(lines.firstIndex { $0.contains(text) })
    let start = try #require(lines[row].range(of: text)?.lowerBound)
    let column = lines[row].distance(from: lines[row].startIndex, to: start)
    for end in ["M", "m"] { try await terminal.type("\u{1B}[<0;\(column + 2);\(row + 1)\(end)") }
  }

  @Test func `clicks select, open and show, and the terminal has its mouse back`() async throws {
    try await onBoard(mouse: true) { terminal in
      #expect(try await terminal.fact("#{mouse_standard_flag}#{mouse_sgr_flag}") == "11")
      try await click("bbbb", in: terminal)
      try await terminal.waitFor("[6FAIL 1]")
      try await click("Skills", in: terminal)
      try await terminal.waitFor("Esc back")
      try await click("3RUN", in: terminal)
      try await terminal.waitFor("[3RUN 1]")
      try await terminal.send(":")
      try await terminal.waitFor("Tab completes")
      try await terminal.type("mouse")
      try await terminal.send("Enter")
      try await terminal.waitFor("the mouse is the terminal's")
      #expect(try await terminal.fact("#{mouse_standard_flag}#{mouse_sgr_flag}") == "00")
    }
  }

  @Test func `while it is off its bytes are no keys`() async throws {
    try await onBoard(mouse: false) { terminal in
      #expect(try await terminal.fact("#{mouse_standard_flag}") == "0")
      // As keys these would go to the failed ones and quit.
      try await terminal.type("\u{1B}[<0;66;6M\u{1B}[M qq")
      try await terminal.type("?")
      try await terminal.waitFor("Keys: On the board")
      try await terminal.send("Escape")
      try await terminal.waitFor("[3RUN 1]")
    }
  }
}
