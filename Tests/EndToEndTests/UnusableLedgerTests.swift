import Foundation
import TestSupport
import Testing

/// A ledger that is damaged, or that cannot be written.
struct UnusableLedgerTests {
  /// From the first page on, from the second, and from that of the tasks.
  @Test(arguments: [0, 4096, 12288])
  func `a damaged file is set aside with a line, and the program works`(from: UInt64) async throws {
    try await RunningNode.run { node in
      let state = Program.newState
      let before = try await submit(to: node, "--ledger", state + "/clawboard/ledger.sqlite")
      #expect(before.complaint.isEmpty)
      let path = state + "/clawboard/ledger.sqlite"
      try LedgerFile.gather(path: path)
      let file = try #require(FileHandle(forUpdatingAtPath: path))
      let end = try file.seekToEnd()
      try file.seek(toOffset: from)
      try file.write(contentsOf: Data(repeating: 0x55, count: Int(end - from)))
      try file.close()

      let after = try await submit(to: node, "--ledger", path)
      #expect(after.complaint.hasPrefix("clawboard: the ledger \(path) was damaged: it is now "))
      #expect(after.complaint.split(separator: "\n").count == 1)
      let names = try FileManager.default.contentsOfDirectory(atPath: state + "/clawboard")
      #expect(names.contains { $0.hasPrefix("ledger.sqlite.damaged-") })
      let listed = try await Program.run("ls", "--cached", "--url", node.url, "--ledger", path)
      #expect(listed.output.contains(id(in: after)))
      #expect(!listed.output.contains(id(in: before)))
      #expect(!listed.complaint.contains("damaged"))
    }
  }

  private func submit(
    to node: RunningNode, state: String = Program.newState, _ options: String...
  ) async throws -> Program.Outcome {
    let outcome = try await Program.run(
      ["submit", "--url", node.url, "--agent", "demo", "for 600s"] + options, state: state)
    #expect(outcome.status == 0)
    #expect(UUID(uuidString: id(in: outcome)) != nil)
    return outcome
  }

  private func id(in outcome: Program.Outcome) -> String {
    outcome.output.trimmingCharacters(in: .newlines)
  }

  @Test func `without a state folder a line says so, and a file that was asked for must do`()
    async throws
  {
    try await RunningNode.run { node in
      let sent = try await submit(to: node, state: "/dev/null/none")
      expectOneLine(in: sent, "cannot be opened", "nothing is kept meanwhile")
      let listed = try await Program.run("ls", "--url", node.url, state: "/dev/null/none")
      #expect(listed.status == 0)
      #expect(listed.output.hasPrefix(id(in: sent)))
      expectOneLine(in: listed, "cannot be opened", "nothing is kept meanwhile")
      let board = Program.start("--url", node.url, state: "/dev/null/none")
      try await TmuxTerminal.run(board) { terminal in
        try await terminal.waitFor("NOT STORED")
        try await terminal.waitFor(String(id(in: sent).prefix(4)))
      }
      let asked = try await Program.run(
        "ls", "--url", node.url, "--ledger", "/dev/null/none/ledger.sqlite")
      #expect(asked.status == 70)
      #expect(asked.output.isEmpty)
      expectOneLine(in: asked, "/dev/null/none/ledger.sqlite cannot be opened", "--ledger")
    }
  }

  private func expectOneLine(in outcome: Program.Outcome, _ words: String...) {
    #expect(outcome.complaint.split(separator: "\n").count == 1, "\(outcome)")
    for word in words { #expect(outcome.complaint.contains(word)) }
  }

  @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
  func `a read-only state folder keeps nobody from submitting`() async throws {
    try await RunningNode.run { node in
      try await SmallDisk.use { disk in
        _ = try await submit(to: node, state: disk.path)
        try LedgerFile.gather(path: disk.path + "/clawboard/ledger.sqlite")
        try disk.makeReadOnly()
        let sent = try await submit(to: node, state: disk.path)
        expectOneLine(in: sent, "nothing is kept meanwhile")
        let listed = try await Program.run("ls", "--url", node.url, state: disk.path)
        #expect(listed.output.contains(id(in: sent)))
      }
    }
  }

  @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
  func `a full disk is said, and what was shown meanwhile is stored once there is room`()
    async throws
  {
    try await RunningNode.run { node in
      try await SmallDisk.use { disk in
        let ledger = ["--ledger", disk.path + "/ledger.sqlite"]
        let board = Program.start(
          ["--url", node.url, "--poll-interval-ms", "200"] + ledger)
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("No tasks on")
          disk.fill()
          let shown = try await submit(to: node)
          try await terminal.waitFor(String(id(in: shown).prefix(4)))
          try await terminal.waitFor("NOT STORED")

          let sent = try await submit(to: node, "--ledger", disk.path + "/ledger.sqlite")
          expectOneLine(in: sent, "the ledger cannot be written", "is full")
          let listed = try await Program.run(["ls", "--cached", "--url", node.url] + ledger)
          #expect(!listed.output.contains(id(in: sent)))

          try disk.clear()
          try await terminal.waitUntilGone("NOT STORED")
          let later = try await Program.run(["ls", "--cached", "--url", node.url] + ledger)
          #expect(later.output.contains(id(in: shown)))
        }
      }
    }
  }

  @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
  func `what is to go once waits for room on the disk`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      try await SmallDisk.use { disk in
        let ledger = ["--ledger", disk.path + "/ledger.sqlite"]
        let id = try await scene.begin(["submit", "First"] + ledger).outcome().output.lines[0]
        played.end(id)
        _ = try await scene.begin(["ls"] + ledger).outcome()
        disk.fill()
        let commands = [
          ["submit", "Tonight", "--once", "night"], ["retry", id],
          ["purge", "--state", "ended", "--yes"],
        ]
        for command in commands {
          let outcome = try await scene.begin(command + ledger).outcome()
          expect(outcome, status: 70, says: "the ledger", prints: "")
        }
        #expect(played.lives.count == 1)
        try disk.clear()
        for command in commands {
          #expect(try await scene.begin(command + ledger).outcome().status == 0)
        }
        #expect(played.lives.count == 3)
      }
    }
  }

  @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
  func `a disk without room for a ledger keeps nobody from submitting`() async throws {
    try await RunningNode.run { node in
      try await SmallDisk.use { disk in
        disk.fill()
        let sent = try await submit(to: node, state: disk.path)
        expectOneLine(in: sent, "nothing is kept meanwhile")
        let asked = try await Program.run(
          "ls", "--url", node.url, "--ledger", disk.path + "/other.sqlite")
        #expect(asked.status == 70)
      }
    }
  }
}
