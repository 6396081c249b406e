import Foundation
import TestSupport
import Testing

/// What a terminal gets when a task comes to a state, as bytes.
struct NotifyTests {
  /// Runs `body` with a board whose one task runs, and with what makes it fail.
  private func onBoard(
    in place: TerminalPlace, _ settings: String, pager: String = "",
    _ body: (TmuxTerminal, _ folder: String, _ fail: () -> Void) async throws -> Void
  ) async throws {
    let running = try HeldTasks(["aaaa1111": "running"]).behaviour()
    let failed = try HeldTasks(["aaaa1111": "failed"]).behaviour()
    try await MisbehavingNode.running(running) { node in
      let nodes = "nodes:\n- name: n\n  baseUrl: \(node.url)\n  pollIntervalMs: 100\n"
      try await SettingsFile.use(nodes + "board:\n" + settings) { file in
        var board = Program.start("--config", file.path, state: file.state)
        board.environment["PAGER"] = pager
        board.directory = file.folder
        try await TmuxTerminal.run(place.start(board, file.folder)) { terminal in
          try await terminal.waitFor("RUN 1")
          try await body(terminal, file.folder) { node.behave(failed) }
          try await terminal.waitFor("6FAIL 1")
          try await terminal.send("q")
        }
      }
    }
  }

  private func count(_ bytes: String, in terminal: TmuxTerminal) async -> Int {
    String(decoding: await terminal.output(), as: UTF8.self).components(separatedBy: bytes).count
      - 1
  }

  @Test func `the bell rings once`() async throws {
    try await onBoard(in: .plain, "  notifyBy: bell\n") { terminal, _, fail in
      #expect(await count("\u{7}", in: terminal) == 0)
      fail()
      try await terminal.waitFor("6FAIL 1")
      #expect(await count("\u{7}", in: terminal) == 1)
    }
  }

  @Test(
    arguments: [
      ("osc9", "\u{1B}]9;failed: aaaa1111 (ollama on n)\u{7}"),
      ("osc777", "\u{1B}]777;notify;ClawBoard;failed: aaaa1111 (ollama on n)\u{7}"),
    ])
  func `a text comes out of tmux that passes it on`(way: String, bytes: String) async throws {
    let place = TerminalPlace.innerTmux(["set -g allow-passthrough on"])
    try await onBoard(in: place, "  notifyBy: \(way)\n") { terminal, _, fail in
      fail()
      try await terminal.waitForOutput(bytes)
    }
  }

  @Test func `into a terminal that a pager has nothing is written until it ends`() async throws {
    // It ends once the command was run, which needs no terminal.
    let pager = "echo PAGING; until [ -e told ]; do sleep 0.05; done; echo OVER"
    let settings = "  notifyBy: osc9\n  notifyCommand: touch told\n"
    try await onBoard(in: .plain, settings, pager: pager) { terminal, _, fail in
      try await terminal.send("p")
      try await terminal.waitFor("PAGING")
      fail()
      try await terminal.waitForOutput("\u{1B}]9;failed: aaaa1111 (ollama on n)\u{7}")
      let text = String(decoding: await terminal.output(), as: UTF8.self)
      let parts = ["PAGING", "OVER", "]9;"].map { text.range(of: $0)?.lowerBound }
      #expect(parts.compactMap(\.self).sorted() == parts)
    }
  }

  @Test func `a command is run, with what has happened in its variables`() async throws {
    let command = "echo $CLAWBOARD_TASK $CLAWBOARD_NODE $CLAWBOARD_STATE > told; exit 3"
    try await onBoard(in: .plain, "  notifyBy: off\n  notifyCommand: \(command)\n") {
      terminal, folder, fail in
      fail()
      try await terminal.waitFor("notifyCommand ended with status 3: try it in a shell")
      let told = try String(contentsOfFile: folder + "/told", encoding: .utf8)
      #expect(told == "aaaa1111 n failed\n")
    }
  }
}
