import Foundation
import TestSupport
import Testing

/// The board on the real node as it is played: the words, the counts and the columns of each of its
/// faults.
struct RealNodeBoardTests {
  /// Its tasks seem to be a minute old when they are new.
  private func node() throws -> RealNode { try RealNode(now: { Date() - 60 }) }

  /// Runs `body` with a board on it at 120 by 40, and with where the board keeps its ledger.
  private func withBoard(
    on played: RealNode, _ options: String...,
    body: (MisbehavingNode, TmuxTerminal, _ state: String) async throws -> Void
  ) async throws {
    try await MisbehavingNode.running(played.behaviour) { node in
      let state = Program.newState
      var start = Program.start(
        ["--url", node.url, "--poll-interval-ms", "100"] + options, state: state)
      (start.width, start.height) = (120, 40)
      try await TmuxTerminal.run(start) { try await body(node, $0, state) }
    }
  }

  /// Waits until the node has said the states of all tasks, so many of them pending.
  @discardableResult
  private func waitForStates(pending count: Int, on board: TmuxTerminal) async throws -> String {
    try await board.waitFor("\(count) tasks at work, and no state unknown") {
      $0.contains("PENDING / working \(count) ") && !$0.contains("state not known yet")
    }
  }

  /// What a command prints about tasks, on the board's ledger.
  private func tasks(
    _ command: String..., node: MisbehavingNode, state: String, status: Int32 = 0
  ) async throws -> [ShownTask] {
    let outcome = try await Program.run(command + ["--json", "--url", node.url], state: state)
    #expect(outcome.status == status, "\(outcome.complaint)")
    let json = outcome.output.hasPrefix("[") ? outcome.output : "[\(outcome.output)]"
    return try JSONDecoder().decode([ShownTask].self, from: Data(json.utf8))
  }

  private struct ShownTask: Decodable {
    struct Event: Decodable {
      let event: String
    }

    let id: String
    let state: String?
    let lost: Bool
    let history: [Event]?
  }

  @Test func `pending for the whole run reads as work, until the end`() async throws {
    let played = try node()
    let ids = [played.submit(), played.submit()]
    try await withBoard(on: played) { _, board, _ in
      try await waitForStates(pending: 2, on: board)
      let screen = try await board.waitFor("working; the node shows no progress")
      #expect(screen.contains("1PENDING 2] 2PLANNING –  3RUNNING –  4WAITING –  5COMPLETED 0"))
      played.end(ids[0])
      let moved = try await board.waitFor("✓ \(ids[0].prefix(4))")
      #expect(moved.contains("PENDING / working 1"))
      #expect(moved.contains("5COMPLETED 1"))
      #expect(moved.contains("2PLANNING –  3RUNNING –  4WAITING –"))
    }
  }

  @Test func `after a restart cards are LOST where they stood, which is said once; ls agrees`()
    async throws
  {
    let played = try node()
    let ids = [played.submit(), played.submit(), played.submit(), played.submit()]
    played.end(ids[2])
    played.end(ids[3], as: "failed")
    try await withBoard(on: played) { node, board, state in
      try await waitForStates(pending: 2, on: board)
      played.restart()
      let screen = try await board.waitFor("LOST 2")
      #expect(screen.contains("1PENDING 0"))
      #expect(screen.contains("5COMPLETED 1  6FAILED 1"))
      #expect(screen.contains("PENDING / working 0"))
      for id in ids { #expect(screen.contains(id.prefix(4))) }

      let listed = try await tasks("ls", node: node, state: state)
      #expect(Set(listed.map(\.id)) == Set(ids))
      #expect(listed.filter(\.lost).map(\.state) == ["pending", "pending"])
      #expect(Set(listed.filter { !$0.lost }.map(\.state)) == ["completed", "failed"])
      let shown = try await tasks("show", ids[0], node: node, state: state, status: 6)
      #expect(shown.first?.lost == true)
      #expect(shown.first?.history?.map(\.event) == ["submitted", "lost"])

      // However long the screen is not looked at, what was written stays.
      try await board.waitForOutput("that it was restarted") { $0.count(of: "restarted") == 1 }
      try await board.waitUntilGone("was restarted")
      let new = played.submit()
      let later = try await board.waitFor("○ \(new.prefix(4))")
      #expect(later.contains("PENDING / working 1"))
      #expect(later.contains("LOST 2"))
      #expect(await board.output().count(of: "restarted") == 1)
      #expect(await board.output().count(of: "no longer knows is marked LOST") == 1)
    }
  }

  @Test func `a task cancelled here may still run, and its end after that is said`() async throws {
    let played = try node()
    let id = played.submit()
    try await withBoard(on: played) { _, board, _ in
      try await waitForStates(pending: 1, on: board)
      try await board.send("x")
      try await board.waitFor("This board did not submit it")
      try await board.send("y")
      try await board.waitFor("⊘ \(id.prefix(4))")
      let screen = try await board.waitFor("may still run")
      #expect(screen.contains("7CANCELLED 1"))
      #expect(screen.contains("1PENDING 0"))
      played.end(id)
      let ended = try await board.waitFor("ended after cancel")
      #expect(ended.contains("✓ \(id.prefix(4))"))
      #expect(ended.contains("5COMPLETED 1"))
      #expect(ended.contains("7CANCELLED 0"))
      try await board.send("5")
      try await board.waitFor("CANCELLED → COMPLETED")
    }
  }

  @Test func `a task that is a 500 for ever is unreadable where it stood; show agrees`()
    async throws
  {
    let played = try node()
    let ids = [played.submit(), played.submit()]
    try await withBoard(on: played) { node, board, state in
      try await waitForStates(pending: 2, on: board)
      played.spoil(ids[0])
      played.end(ids[1])
      try await board.waitFor("✓ \(ids[1].prefix(4))")
      let screen = try await board.waitFor("unreadable")
      #expect(screen.contains("1PENDING 1"))
      #expect(!screen.contains("NO ANSWER"))
      let shown = try await tasks("show", ids[0], node: node, state: state)
      #expect(shown.first?.state == "pending")
      #expect(shown.first?.history?.map(\.event) == ["submitted", "unreadable"])
    }
  }

  @Test func `a frozen node holds up no key, and what was sent meanwhile is there once`()
    async throws
  {
    let played = try node()
    played.submit()
    try await withBoard(on: played) { node, board, _ in
      try await waitForStates(pending: 1, on: board)
      node.freeze()
      try await node.waitForRequests(node.requests.count + 1)
      try await board.send("n")
      try await board.waitFor("New task")
      try await board.type("Once only")
      try await board.send("C-s")
      try await board.waitFor("Once only")
      node.thaw()
      let screen = try await board.waitFor("sent to 127.0.0.1")
      #expect(!screen.contains("NO ANSWER"))
      try await waitForStates(pending: 2, on: board)
      #expect(played.lives.count == 2)
    }
  }

  @Test
  func `a node that stays frozen is said not to answer, and cards to be old, until it goes on`()
    async throws
  {
    let played = try node()
    let id = played.submit()
    try await withBoard(on: played, "--timeout-ms", "500") { node, board, _ in
      try await waitForStates(pending: 1, on: board)
      node.freeze()
      try await board.waitFor("NO ANSWER <1m")
      let screen = try await board.waitFor("<1m old")
      #expect(screen.contains("○ \(id.prefix(4))"))
      #expect(screen.contains("1PENDING 1"))
      played.end(id)
      node.thaw()
      let back = try await board.waitFor("✓ \(id.prefix(4))")
      #expect(!back.contains("NO ANSWER"))
      #expect(!back.contains("LOST"))
      #expect(!back.contains("restarted"))
    }
  }

  @Test func `a log of which the node gives no more than its newest thousand is said`() async throws
  {
    let played = try node()
    for _ in 1...1100 { played.submit() }
    try await withBoard(on: played) { _, board, _ in
      try await board.waitFor("older tasks not listed")
      let screen = try await board.waitFor("1PENDING 1000")
      #expect(screen.contains("1000 tasks"))
      #expect(!screen.contains("LOST"))
    }
  }

  @Test func `a log that is spoilt at an event is said to be read down to it`() async throws {
    let played = try node()
    for _ in 1...5 { played.submit() }
    played.submit(isBad: true)
    let newest = (1...3).map { _ in played.submit() }
    try await withBoard(on: played) { _, board, _ in
      let screen = try await board.waitFor("audit log: newest 3 only")
      #expect(!screen.contains("NO ANSWER"))
      try await waitForStates(pending: 3, on: board)
      for id in newest { try await board.waitFor("○ \(id.prefix(4))") }
    }
  }

  @Test func `of a log that cannot be read at all, what our session did is there`() async throws {
    let played = try node()
    played.submit(isBad: true)
    try await withBoard(on: played) { node, board, state in
      try await board.waitFor("audit log unreadable")
      let sent = try await Program.run(
        "submit", "--url", node.url, "--agent", "ollama", "Ours", state: state)
      try #require(sent.status == 0, "\(sent.complaint)")
      played.submit(isBad: true)
      let screen = try await board.waitFor("our task, and that the log is unreadable") {
        $0.contains("○ \(sent.output.prefix(4))") && $0.contains("audit log unreadable")
      }
      #expect(!screen.contains("NO ANSWER"))
      #expect(screen.contains("1 task "))
    }
  }
}

extension [UInt8] {
  fileprivate func count(of words: String) -> Int {
    String(decoding: self, as: UTF8.self).components(separatedBy: words).count - 1
  }
}
