import Foundation
import TestSupport
import Testing

/// Keys of the user's own, in a real terminal.
struct OwnKeysTests {
  private let tasks = HeldTasks(["aaaa1111": "running"])

  @Test func `a key of the settings works and the usual one does not, from the change on`()
    async throws
  {
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      let nodes = "nodes:\n- name: n\n  baseUrl: \(node.url)\n"
      try await SettingsFile.use(nodes + "keys:\n  help: [F5, H]\n  quit: ^t\n") { file in
        let board = Program.start("--config", file.path, state: file.state)
        try await TmuxTerminal.run(board) { terminal in
          let first = try await terminal.waitFor("aaaa")
          #expect(first.contains("F5 help  ^t quit"))
          // Neither leaves nor says anything; what is typed after it is seen.
          try await terminal.send("q", "?", "F5", "G")
          try await terminal.waitFor("F5 H          the keys of this place")
          try await terminal.send("Escape")
          try await terminal.waitUntilGone("Keys: On the board")

          try file.write(nodes + "keys:\n  quit: Q\n", to: "config.yaml")
          try await terminal.waitFor("the settings were read again")
          try await terminal.send("?", "G")
          try await terminal.waitFor("? F1          the keys of this place")
          try await terminal.send("Escape", "Q")
          #expect(try await terminal.exitStatus() == 0)
        }
      }
    }
  }

  @Test func `an action that lost its key is named at the start, and two with one key end it`()
    async throws
  {
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      let nodes = "nodes:\n- name: n\n  baseUrl: \(node.url)\n"
      try await SettingsFile.use(nodes + "keys:\n  new-task: x\n") { file in
        let board = Program.start("--config", file.path, state: file.state)
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor(
            "keys: 'x' is new-task now; cancel-task lost it: give it another key")
          try await terminal.send("x")
          try await terminal.waitFor("New task on n")
          try await terminal.send("Escape")
          try await terminal.waitUntilGone("New task on n")
          try await terminal.send("q")
          #expect(try await terminal.exitStatus() == 0)
        }
        try file.write(nodes + "keys:\n  new-task: x\n  zoom: x\n", to: "config.yaml")
        let outcome = try await file.run(["board"])
        #expect(outcome.status == 64)
        #expect(
          outcome.complaint.contains(
            "config.yaml:6: keys, zoom: 'x' is new-task as well, in line 5: give each its own"))
      }
    }
  }
}
