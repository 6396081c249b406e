import Foundation
import TestSupport
import Testing

/// Boards and commands on one ledger, as processes: one of them asks the node.
struct SharedLedgerTests {
  private let one = "aaaa1111-0000-4000-8000-000000000001"
  private let two = "bbbb2222-0000-4000-8000-000000000002"
  private let three = "cccc3333-0000-4000-8000-000000000003"

  @Test func `who does not ask says the same, and follows when the asking board is killed`()
    async throws
  {
    var tasks = HeldTasks([one: "running", two: "waiting", three: "running"])
    let node = try MisbehavingNode(tasks.behaviour())
    try await node.start()
    try await TemporaryFolder.use { folder in
      let options = try settings(for: node, in: folder)
      let asking = try await DoomedBoard(options)
      try await asking.terminal.waitFor("● aaaa")

      let listed = try await Program.run(["ls", "--json"] + options)
      #expect(try states(in: listed) == tasks.states)
      #expect(listed.complaint.isEmpty)

      try await TmuxTerminal.run(Program.start(options)) { terminal in
        try await terminal.waitFor("● aaaa")
        tasks.states[two] = "completed"
        node.behave(try tasks.behaviour())
        try await terminal.waitFor("✓ bbbb")
        // Whoever asks a node asks at first what it is: one did, of three.
        #expect(node.requests(for: "/health").count == 1)

        // Not the selected one, for which every board asks.
        tasks.states[three] = "completed"
        node.behave(try tasks.behaviour())
        asking.kill()
        try await terminal.waitFor("✓ cccc")
        #expect(node.requests(for: "/health").count == 2)
        let after = try await Program.run(["ls", "--json"] + options)
        #expect(try states(in: after) == tasks.states)
      }
      await asking.terminal.close()
    }
    try await node.stop()
  }

  /// - Returns: options for this node, with a ledger in this folder.
  private func settings(for node: MisbehavingNode, in folder: TemporaryFolder) throws -> [String] {
    let path = "\(folder.path)/config.yaml"
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    try "nodes:\n- name: prod\n  baseUrl: \(node.url)\n  pollIntervalMs: 3000\n".write(
      toFile: path, atomically: false, encoding: .utf8)
    return ["--config", path, "--ledger", folder.path + "/ledger/ledger.sqlite"]
  }

  private func states(in listed: Program.Outcome) throws -> [String: String] {
    let tasks = try #require(JSONTree(Data(listed.output.utf8))?.array, "\(listed)")
    return tasks.reduce(into: [:]) { $0[$1["id"]?.text ?? ""] = $1["state"]?.text }
  }

  @Test func `what is cached is printed without a question, with its age, and without a node too`()
    async throws
  {
    let tasks = HeldTasks([one: "running", two: "completed"])
    let state = Program.newState
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      let options = ["--url", node.url, "--poll-interval-ms", "50"]
      let nothing = try await Program.run(["ls", "--cached"] + options, state: state)
      #expect(nothing == Program.Outcome(status: 0, output: "", complaint: ""))
      #expect(node.requests.isEmpty)

      let asked = try await Program.run(["ls", "--json"] + options, state: state)
      let count = node.requests.count
      let cached = try await Program.run(["ls", "--json", "--cached"] + options, state: state)
      #expect(cached.output == asked.output)
      let shown = try await Program.run(["show", "aaaa", "--cached"] + options, state: state)
      #expect(shown.output.hasPrefix("\(one)  RUNNING"))
      #expect(shown.output.contains("\nas of 20"))
      #expect(node.requests.count == count)

      try await node.stop()
      let silent = try await Program.run(["ls"] + options, state: state)
      #expect(silent.status == 4)
      #expect(silent.output.contains(one))
      // How long these took is more than three intervals.
      let down = try await Program.run(["ls", "--cached"] + options, state: state)
      #expect(down.status == 0)
      #expect(down.output == silent.output)
      #expect(down.complaint.contains(": as of 20"))
    }
  }

  @Test func `follow lives through a restart of the node`() async throws {
    let node = try await RunningNode(options: "--slots", "1")
    let state = Program.newState
    let before = try await submit("First, for 600s", to: node, state)
    let id = try await submit("Second, for 1s", to: node, state)
    let follow = Program.start("follow", id, "--url", node.url, state: state)
    try await TmuxTerminal.run(follow) { terminal in
      try await terminal.waitFor("submitted")
      _ = try await node.stop(keepsStore: true)
      try await terminal.waitFor("trying again until ^c")
      let again = try await RunningNode(port: node.port, store: node.store)
      try await terminal.waitFor("answers again")
      #expect(try await terminal.exitStatus() == 0)
      #expect(try await terminal.screen().contains("The prompt was:\nSecond, for 1s"))
      let other = try await Program.run("follow", before, "--url", node.url, state: state)
      #expect(other.status == 1)
      #expect(other.complaint.contains("interrupted by a restart of the node"))
      _ = try await again.stop()
    }
  }

  private func submit(
    _ prompt: String, to node: RunningNode, _ state: String
  ) async throws -> String {
    let outcome = try await Program.run(
      "submit", "--url", node.url, "--agent", "demo", prompt, state: state)
    try #require(outcome.status == 0, "\(outcome.complaint)")
    return outcome.output.trimmingCharacters(in: .newlines)
  }

  @Test func `a submission whose answer was lost waits until somebody says what it was`()
    async throws
  {
    let lost = NodeReply.json("{}").delivered(.nothing, thenCloses: true)
    let state = Program.newState
    try await MisbehavingNode.running(HeldTasks([one: "running"]).behaviour(submission: lost)) {
      node in
      func run(_ arguments: String...) async throws -> Program.Outcome {
        try await Program.run(arguments + ["--url", node.url], state: state)
      }
      let sent = try await run("submit", "--agent", "ollama", "Lost one")
      #expect(sent.status == 8)
      #expect(sent.output.isEmpty)
      let other = try await run("submit", "--agent", "ollama", "Lost two")
      #expect(other.status == 8)
      #expect(node.requests(for: "/api/runtime/tasks/submit").count == 2)

      let listed = try await run("ls")
      #expect(listed.status == 0)
      let names = try ["one", "two"].map { try submission("Lost \($0)", in: listed, mayBe: one) }
      #expect(try await run("settle", names[0], "--as", two).status == 6)
      #expect(try await run("settle", names[0], "--as", one).status == 0)
      let less = try await run("ls", "--cached")
      #expect(!less.complaint.contains("Lost one"))
      // The task is taken: the other submission was another one.
      #expect(less.complaint.contains("'Lost two'; no task of the log looks like it"))
      #expect(try await run("settle", names[1], "--drop").status == 0)
      #expect(try await !run("ls", "--cached").complaint.contains("Lost"))
      #expect(try await run("settle", names[1], "--drop").status == 6)
      let file = try LedgerFile(path: state + "/clawboard/ledger.sqlite")
      #expect(file.tasks.map(\.prompt) == ["Lost one"])
      #expect(file.problems.isEmpty)
      #expect(node.requests(for: "/api/runtime/tasks/submit").count == 2)
    }
  }

  /// The name that a list has for a submission.
  private func submission(
    _ prompt: String, in listed: Program.Outcome, mayBe id: String
  ) throws -> String {
    let line = try #require(
      listed.complaint.split(separator: "\n").first { $0.contains("'\(prompt)'") }, "\(listed)")
    #expect(line.contains("it may be \(id): "))
    let name = try #require(line.firstMatch(of: #/clawboard settle (\S+) --as/#))
    return String(name.1)
  }
}
