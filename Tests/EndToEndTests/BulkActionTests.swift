import Foundation
import TestSupport
import Testing

/// Cancelling and trying again many tasks at once, on the real program.
struct BulkActionTests {
  private func board(_ url: String, state: String = Program.newState) -> ProgramStart {
    var start = Program.start("--url", url, "--poll-interval-ms", "100", state: state)
    (start.width, start.height) = (120, 40)
    return start
  }

  @Test func `twelve tasks of one agent among two hundred are cancelled with eight keys`()
    async throws
  {
    let played = try RealNode()
    for index in 0..<200 {
      played.submit(agent: index % 16 == 5 && index < 192 ? "goose" : "claude")
    }
    try await MisbehavingNode.running(played.behaviour) { node in
      try await TmuxTerminal.run(board(node.url)) { terminal in
        try await terminal.waitFor("all tasks, each with its state") {
          $0.contains("200 tasks") && !$0.contains("state not known yet")
        }
        // All at once they would be taken for a paste.
        try await terminal.send("/")
        try await terminal.waitFor("200 of 200")
        try await terminal.send("g", "o", "o")
        try await terminal.waitFor("12 of 200")
        try await terminal.send("Enter")
        try await terminal.waitFor("hidden 188")
        try await terminal.send("M")
        try await terminal.send("x")
        let question = try await terminal.waitFor("Cancel 12 tasks?")
        #expect(question.contains("12 of them this board did not submit."))
        try await terminal.send("y")
        try await terminal.waitFor("12 of 12 cancelled")
        #expect(played.lives.values.count { $0.contains("cancelled") } == 12)
      }
    }
  }

  @Test func `of several nodes one refuses: what is cancelled is said, what failed stays marked`()
    async throws
  {
    let played = try RealNode()
    let open = try RealNode()
    try await MisbehavingNode.running(played.behaviour) { strict in
      try await MisbehavingNode.running(open.behaviour) { lax in
        for _ in 0..<3 { open.submit() }
        let settings = """
          anonymousDiscovery: true
          nodes:
            - {name: strict, baseUrl: "\(strict.url)", userId: ann, pollIntervalMs: 100}
            - {name: lax, baseUrl: "\(lax.url)", pollIntervalMs: 100}
          """
        played.submit()
        try await SettingsFile.use(settings) { file in
          var start = Program.start("--config", file.path)
          (start.width, start.height) = (120, 40)
          try await TmuxTerminal.run(start) { terminal in
            try await terminal.waitFor("all tasks, each with its state") {
              $0.contains("4 tasks") && !$0.contains("state not known yet")
            }
            try await terminal.send("M", "x")
            let question = try await terminal.waitFor("Cancel 4 tasks?")
            #expect(question.contains("strict  1 PENDING"))
            #expect(question.contains("lax     3 PENDING"))
            #expect(question.contains("may not stop agents"))
            try await terminal.send("y")
            let table = try await terminal.waitFor("3 of 4 cancelled")
            #expect(table.contains("task:cancel"))
            try await terminal.waitFor("asks again without a user")
            try await terminal.send("a")
            try await terminal.waitFor("Asked in no user's name")
            try await terminal.send("y")
            try await terminal.waitFor("cancelled, may still run")
            #expect(played.lives.values.allSatisfy { $0.contains("cancelled") })
          }
        }
      }
    }
  }

  @Test func `all that was lost is tried again, each linked to its original`() async throws {
    let played = try RealNode()
    let state = Program.newState
    try await MisbehavingNode.running(played.behaviour) { node in
      for index in 1...4 {
        let sent = try await Program.run(
          ["submit", "--agent", "ollama", "--url", node.url, "Task \(index)"], state: state)
        #expect(sent.status == 0)
      }
      try await TmuxTerminal.run(board(node.url, state: state)) { terminal in
        try await terminal.waitFor("Task 4")
        played.restart()
        try await terminal.waitFor("LOST 4")
        try await terminal.send("M", "t")
        try await terminal.waitFor("Try 4 tasks again?")
        try await terminal.send("y")
        try await terminal.waitFor("4 of 4 tried again")
        let prompts = node.requests(for: "/api/runtime/tasks/submit")
          .compactMap { JSONTree($0.body)?["prompt"]?.text }
        #expect(prompts.suffix(4).sorted() == (1...4).map { "Task \($0)" })
      }
      let listed = try await Program.run(
        ["ls", "--cached", "--json", "--mark", "retried", "--url", node.url], state: state)
      let tasks = JSONTree(Data(listed.output.utf8))?.array ?? []
      #expect(tasks.count == 4)
      #expect(tasks.allSatisfy { $0["retriedAs"]?.text != nil })
    }
  }

  @Test func `an answer that was lost is never sent again by itself, and U says what became of it`()
    async throws
  {
    let played = try RealNode()
    // Takes a submission, and breaks the connection before it says so.
    let breaking = NodeBehaviour.answers { request in
      let reply = played.reply(to: request)
      return request.path.hasSuffix("/submit")
        ? reply.delivered(.nothing, thenCloses: true) : reply
    }
    try await MisbehavingNode.running(breaking) { node in
      try await TmuxTerminal.run(board(node.url)) { terminal in
        try await terminal.waitFor("No tasks on")
        try await terminal.send("n")
        try await terminal.waitFor("New task on")
        try await terminal.type("Do it")
        try await terminal.waitFor("Do it")
        try await terminal.send("C-s")
        try await terminal.waitFor("the answer was lost")
        // Once more only after a word about it.
        try await terminal.send("C-s")
        try await terminal.waitFor("makes it two")
        try await terminal.send("Escape")
        try await terminal.waitFor("1 UNCONFIRMED")
        try await terminal.send("q")
        try await terminal.waitFor("q again leaves")
        try await terminal.send("U")
        try await terminal.waitFor("it became")
        // The log may have been read only now, and what was chosen before stays chosen.
        try await terminal.send("Up", "Enter")
        try await terminal.waitUntilGone("UNCONFIRMED")
        #expect(played.lives.count == 1)
        try await terminal.send("q")
        #expect(try await terminal.exitStatus() == 0)
      }
    }
  }
}
