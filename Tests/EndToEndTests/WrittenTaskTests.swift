import Foundation
import TestSupport
import Testing

/// Writing a task on the board, and sending it.
struct WrittenTaskTests {
  /// Runs `body` with a board on a node of ours.
  ///
  /// - Parameter editor: the script of the user's editor, which gets the file as `$1`.
  private func withBoard(
    editor: String = "true", _ body: (TmuxTerminal, RunningNode) async throws -> Void
  ) async throws {
    try await TemporaryFolder.use { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      let path = folder.path + "/editor"
      try Data("#!/bin/sh\n\(editor)\n".utf8).write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
      try await RunningNode.run { node in
        var start = Program.start("--url", node.url)
        start.environment["EDITOR"] = path
        start.environment["TMPDIR"] = folder.path
        start.directory = folder.path
        try await TmuxTerminal.run(start) { terminal in
          try await terminal.waitFor("No tasks on \(node.url) yet.")
          try await body(terminal, node)
        }
      }
    }
  }

  @Test func `a prompt with the agent used last takes its text and two keys`() async throws {
    try await withBoard { terminal, _ in
      try await terminal.send("n")
      try await terminal.waitFor("New task on")
      try await terminal.type("Quick, for 1s")
      try await terminal.send("C-s")
      try await terminal.waitFor("sent to")
      try await terminal.waitFor("✓")
    }
  }

  @Test func `what the editor leaves is the prompt, and ^_ takes that back`() async throws {
    try await withBoard(editor: #"printf 'and more' >> "$1""#) { terminal, _ in
      try await terminal.send("n")
      try await terminal.waitFor("New task on")
      try await terminal.type("Short ")
      try await terminal.waitFor("Short")
      try await terminal.send("C-g")
      try await terminal.waitFor("Short and more")
      try await terminal.send("C-_")
      try await terminal.waitUntilGone("and more")
      try await terminal.waitFor("Short")
    }
  }

  @Test func `an editor that fails, or is not there, changes nothing`() async throws {
    try await withBoard(editor: #"printf 'rubbish' > "$1"; exit 3"#) { terminal, _ in
      try await terminal.send("n")
      try await terminal.waitFor("New task on")
      try await terminal.type("Mine")
      try await terminal.waitFor("Mine")
      try await terminal.send("C-g")
      try await terminal.waitFor("the text is as it was (the editor ended with 3)")
      try await terminal.send("Escape")
      try await terminal.waitFor("kept: press n")
      try await terminal.send("n")
      let screen = try await terminal.waitFor("Mine")
      #expect(!screen.contains("rubbish"))
    }
  }

  @Test func `a file goes into the form, and one that is not there is said`() async throws {
    try await withBoard(editor: #"printf 'from a file\n' > notes.txt"#) { terminal, _ in
      try await terminal.send("n")
      try await terminal.waitFor("New task on")
      try await terminal.send("C-o")
      try await terminal.waitFor("insert ")
      try await terminal.type("nothing.txt")
      try await terminal.send("Enter")
      try await terminal.waitFor("there is no file")
      // The editor has written it where the board was started.
      try await terminal.send("C-g")
      try await terminal.waitFor("the text is as it was")
      try await terminal.send("C-o")
      try await terminal.waitFor("insert ")
      try await terminal.type("notes.txt")
      try await terminal.send("Enter")
      try await terminal.waitFor("from a file")
    }
  }

  @Test func `a paste of a hundred lines runs nothing on the board, and is text in the form`()
    async throws
  {
    let text = (1...100).map { "x line \($0) q" }.joined(separator: "\n")
    try await withBoard { terminal, node in
      try await terminal.paste(text)
      try await terminal.waitFor("nothing to paste into here")
      try await terminal.send("n")
      try await terminal.waitFor("New task on")
      try await terminal.paste(text)
      let screen = try await terminal.waitFor("x line 100 q")
      #expect(screen.contains("line 100 of 100"))
      try await terminal.send("C-s")
      try await terminal.waitFor("sent to")
      let listed = try await Program.run("ls", "--json", "--url", node.url)
      #expect(JSONTree(Data(listed.output.utf8))?.array?.count == 1)
    }
  }

  @Test func `a task that asks goes on with the answer`() async throws {
    try await withBoard { terminal, _ in
      try await terminal.send("n")
      try await terminal.waitFor("New task on")
      try await terminal.type("Please ask me, for 4s")
      try await terminal.send("C-s")
      try await terminal.waitFor("asks: ")
      try await terminal.send("4", "i")
      try await terminal.waitFor("Answer to")
      try await terminal.type("The old interface")
      try await terminal.send("C-s")
      try await terminal.waitFor("has the answer")
      try await terminal.send("5", "Enter")
      try await terminal.waitFor("The old interface")
    }
  }
}
