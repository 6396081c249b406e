import Foundation
import TestSupport
import Testing

/// Three nodes at once, as three processes.
struct SeveralNodesTests {
  @Test func `a frozen node delays neither the others nor a key`() async throws {
    try await ThreeNodes.run { scene in
      let frozen = try await scene.submit("Frozen one, for 600s", to: "stage")
      let board = Program.start("--config", scene.settings)
      try await TmuxTerminal.run(board) { terminal in
        try await terminal.waitFor(String(frozen.prefix(4)))
        scene.stage.freeze()
        defer { scene.stage.thaw() }
        for node in ["prod", "lab"] {
          let id = try await scene.submit("Quick one, for 1s", to: node)
          try await terminal.waitFor("✓ \(id.prefix(4))")
        }
        // Long before any request to the frozen node runs into its limit.
        try await terminal.send("?")
        try await terminal.waitFor("On the board", timeout: .seconds(2))
        try await terminal.send("?", "R")
        let screen = try await terminal.waitFor("stage NO ANSWER")
        #expect(screen.contains(frozen.prefix(4)))
        scene.stage.thaw()
        try await terminal.waitUntilGone("NO ANSWER")
        scene.stage.freeze()
        try await terminal.send("q")
        #expect(try await terminal.exitStatus(timeout: .seconds(4)) == 0)
      }
    }
  }

  @Test func `a task goes to the node that was chosen, and is cancelled there`() async throws {
    try await ThreeNodes.run(more: "defaultNode: lab\n") { scene in
      try await TmuxTerminal.run(Program.start("--config", scene.settings)) { terminal in
        try await terminal.waitFor("No tasks on 3 nodes yet.")
        try await terminal.send("n")
        try await terminal.waitFor("New task on lab")
        try await terminal.type("Work, for 600s")
        try await terminal.send("BTab", "BTab", "BTab", "Left")
        try await terminal.waitFor("New task on stage")
        try await terminal.waitFor("[demo]")
        try await terminal.send("C-s")
        try await terminal.waitFor("sent to stage")
        try await terminal.send("x")
        try await terminal.waitFor("demo on stage")
        try await terminal.waitFor("x or y")
        try await terminal.send("x")
        try await terminal.waitFor(": cancelled")
      }
    }
  }

  @Test func `one node of several has to be named`() async throws {
    try await ThreeNodes.run { scene in
      let outcome = try await Program.run(
        "submit", "--config", scene.settings, "--agent", "demo", "Hi")
      #expect(outcome.status == 64)
      #expect(outcome.complaint.contains("several nodes are meant (prod, stage, lab)"))
    }
  }
}
