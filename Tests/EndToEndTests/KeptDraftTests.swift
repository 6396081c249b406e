import Foundation
import TestSupport
import Testing

/// What is being written when a board ends, however it ends.
struct KeptDraftTests {
  @Test(arguments: [SIGKILL, SIGHUP])
  func `a prompt half written is there at the next start`(signal: Int32) async throws {
    try await TemporaryFolder.use { folder in
      try await RunningNode.run { node in
        let board = Program.start("--url", node.url, state: folder.path)
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("No tasks on \(node.url) yet.")
          try await terminal.send("n")
          try await terminal.waitFor("Esc closes")
          try await terminal.type("Half a prom")
          try await terminal.waitFor("Half a prom")
          let shell = try await terminal.fact("#{pane_pid}")
          kill(try #require(process(named: "clawboard", below: shell)), signal)
          #expect(try await terminal.exitStatus() == 128 + Int(signal))
        }
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("a draft was kept: n goes on writing")
          try await terminal.send("n")
          try await terminal.waitFor("Half a prom")
        }
      }
    }
  }

  @Test func `the drafts of two boards that were killed are both there`() async throws {
    try await TemporaryFolder.use { folder in
      try await RunningNode.run { node in
        let board = Program.start("--url", node.url, state: folder.path)
        for text in ["The first one", "The second one"] {
          try await TmuxTerminal.run(board) { other in
            try await other.waitFor("No tasks on \(node.url) yet.")
            // A board that is open keeps its own.
            try await TmuxTerminal.run(board) { terminal in
              try await terminal.waitFor("No tasks on \(node.url) yet.")
              try await terminal.send("n")
              try await terminal.waitFor("New task on")
              try await terminal.type(text)
              try await terminal.waitFor(text)
              let shell = try await terminal.fact("#{pane_pid}")
              kill(try #require(process(named: "clawboard", below: shell)), SIGKILL)
              #expect(try await terminal.exitStatus() == 137)
            }
          }
        }
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("n goes on writing")
          try await terminal.send("D")
          let screen = try await terminal.waitFor("2 being written")
          for text in ["The first one", "The second one"] { #expect(screen.contains(text)) }
        }
      }
    }
  }
}
