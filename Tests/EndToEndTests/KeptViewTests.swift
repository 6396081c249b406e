import Foundation
import TestSupport
import Testing

/// How the board was looked at comes back at the next start.
struct KeptViewTests {
  private let tasks = HeldTasks(["aaaa1111": "running", "bbbb2222": "failed", "cccc3333": "failed"])

  @Test func `filter, column, card and tab are as they were left`() async throws {
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      try await TemporaryFolder.use { folder in
        let board = Program.start("--url", node.url, state: folder.path)
        var left = ""
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("cccc")
          try await terminal.send("/")
          try await terminal.waitFor("3 of 3")
          try await terminal.type("state:failed")
          try await terminal.waitFor("2 of 3")
          try await terminal.send("Enter")
          try await terminal.waitFor("/state:failed")
          try await terminal.send("6", "j", "]", "]")
          try await terminal.waitFor("auggie")
          left = try #require(chosen(on: try await terminal.screen()))
          try await terminal.send("q")
          #expect(try await terminal.exitStatus() == 0)
        }
        try await TmuxTerminal.run(board) { terminal in
          let screen = try await terminal.waitFor("auggie")
          #expect(screen.contains("/state:failed"))
          #expect(screen.contains("hidden 1"))
          let card = left
          try await terminal.waitFor("the card of before") { chosen(on: $0) == card }
          try await terminal.send("q")
          #expect(try await terminal.exitStatus() == 0)
        }
        let other = Program.start(
          "--url", node.url, "--filter", "state:running", state: folder.path)
        try await TmuxTerminal.run(other) { terminal in
          let screen = try await terminal.waitFor("hidden 2")
          #expect(screen.contains("/state:running"))
        }
      }
    }
  }

  @Test func `a view that cannot be read is none`() async throws {
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      try await TemporaryFolder.use { folder in
        let place = folder.path + "/clawboard"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try Data("no view".utf8).write(to: URL(fileURLWithPath: place + "/view.json"))
        let board = Program.start("--url", node.url, state: folder.path)
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("cccc")
          try await terminal.send("q")
          #expect(try await terminal.exitStatus() == 0)
        }
      }
    }
  }

  /// The id of the card under the cursor.
  private func chosen(on screen: String) -> String? {
    screen.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /▌[^ ] (aaaa|bbbb|cccc)/).map { String($0.1) }
    }.first
  }
}
