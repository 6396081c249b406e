import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// What a ledger brings over from one process to the next.
struct LedgerTests {
  private let node = LedgerNode.n
  private let start = ManualDate().now

  private func at(_ seconds: Double) -> Date { start.addingTimeInterval(seconds) }

  private func state(
    _ id: String, _ status: TaskStatus, result: String? = nil, progress: Int? = nil,
    message: String? = nil, agent: [String: JSONValue] = [:]
  ) -> TaskState {
    var metadata = agent
    metadata["progress"] = progress.map { .number(Double($0)) }
    metadata["message"] = message.map { .string($0) }
    return TaskState(
      id: TaskID(id), status: status, result: result.map { NodeText($0) }, executionTime: 2,
      metadata: metadata)
  }

  /// A task, with the changes that made it what it is.
  private func task(
    _ id: String, by submitter: TaskRecord.Submitter = .other(user: NodeText("ann")),
    _ changes: [TaskChange]
  ) -> (record: TaskRecord, changes: [TaskChange]) {
    var record = TaskRecord(
      key: TaskKey(node: node.name, id: TaskID(id)), agent: NodeText("demo"), submitter: submitter,
      submittedAt: at(0))
    for change in changes { record.apply(change) }
    return (record, changes)
  }

  private func store(
    _ tasks: [(record: TaskRecord, changes: [TaskChange])], in ledger: Ledger
  ) throws -> [TaskRecord] {
    try ledger.store(LedgerBatch(tasks: tasks), of: node).tasks
  }

  private func stored(in ledger: Ledger, of node: LedgerNode? = nil) throws -> [TaskRecord] {
    try ledger.beginning(of: node ?? self.node).tasks
  }

  private func answer(_ state: TaskState, _ seconds: Double) -> TaskChange {
    .answer(.state(state), askedAt: at(seconds), at: at(seconds + 0.1))
  }

  @Test func `a task comes back with everything that was known of it`() async throws {
    try await TemporaryFolder.use { folder in
      let path = folder.path + "/ledger.sqlite"
      let text = "a\u{0}b\u{1b}[2J é😀"
      let metadata: [String: JSONValue] = [
        "diff": .string(text), "diff_stat": DiffStat(files: 1, insertions: 2, deletions: 3).json,
      ]
      let tasks = [
        task(
          "one",
          [
            .claimed(TaskSubmitRequest(agentId: "demo", description: "T", input: text), by: "ann"),
            answer(state("one", .running, progress: 30, message: text), 1),
            .cancelAsked(at: at(2)), .cancelRefused(at: at(3)),
            answer(state("one", .completed, result: text, agent: metadata), 4),
          ]),
        task("two\u{0}", [.answer(.unknownToNode, askedAt: at(1), at: at(1))]),
        task(
          "three",
          (1...3).map { .answer(.fault, askedAt: at(Double($0)), at: at(Double($0))) }),
      ]
      #expect(try store(tasks, in: Ledger(path: path)) == tasks.map(\.record))
      let back = try stored(in: Ledger(path: path))
      #expect(Set(back.map(\.key)) == Set(tasks.map(\.record.key)))
      for (record, _) in tasks { #expect(back.first { $0.key == record.key } == record) }
      let one = back.first { $0.key.id == TaskID("one") }
      #expect(one?.metadata == metadata)
      #expect(one?.diff == NodeText(text))
      #expect(one?.diffStat == DiffStat(files: 1, insertions: 2, deletions: 3))
      #expect(
        try stored(
          in: Ledger(path: path), of: LedgerNode(name: node.name, url: "http://other", userId: nil)
        ).isEmpty)
    }
  }

  @Test func `two that see the same store it once`() async throws {
    try await TemporaryFolder.use { folder in
      let path = folder.path + "/ledger.sqlite"
      let (one, two) = (try Ledger(path: path), try Ledger(path: path))
      let seen = [answer(state("t", .running), 1), answer(state("t", .completed), 2)]
      let first = try store([task("t", seen)], in: one)
      let late = [answer(state("t", .running), 1.5), answer(state("t", .completed), 2.5)]
      let second = try store([task("t", late)], in: two)
      #expect(second[0].historyCount == first[0].historyCount)
      let moves = try stored(in: one)[0].history.filter {
        if case .moved = $0.event { true } else { false }
      }
      #expect(moves.count == 1)
    }
  }

  @Test func `a late answer turns nothing back, and who brings it learns what is stored`() throws {
    let ledger = try Ledger()
    _ = try store([task("t", [answer(state("t", .completed, result: "r"), 5)])], in: ledger)
    let late = task("t", [answer(state("t", .running), 3)])
    #expect(late.record.status == .running)
    let now = try store([late], in: ledger)[0]
    #expect(now.status == .completed)
    #expect(now.result?.raw == "r")
    #expect(try stored(in: ledger) == [now])
  }

  @Test func `a board begins with all that is live and the newest that has ended`() throws {
    let ledger = try Ledger()
    for number in 1...5 {
      _ = try store([task("done\(number)", [answer(state("x", .completed), 1)])], in: ledger)
      _ = try store([task("live\(number)", [answer(state("x", .running), 1)])], in: ledger)
    }
    let tasks = try ledger.beginning(of: node, recent: 2).tasks
    #expect(tasks.filter(\.isLive).count == 5)
    #expect(tasks.count == 7)
  }

  @Test func `a long history keeps its numbers and brings its newest entries`() throws {
    let ledger = try Ledger()
    var held = task("t", [answer(state("t", .running), 1)]).record
    for round in 1...12 {
      let changes = (1...50).map { number in
        answer(
          state("t", .running, message: "\(round).\(number)"), Double(round * 100 + number))
      }
      for change in changes { held.apply(change) }
      held = try store([(held, changes)], in: ledger)[0]
    }
    let back = try #require(try stored(in: ledger).first)
    #expect(back.historyCount == 602)
    #expect(back.history.count == TaskRecord.historyLimit)
    #expect(back.history.last?.event == .said(NodeText("12.50"), progress: nil))
  }

  @Test func `what is being sent stands there until its fate is known`() throws {
    let ledger = try Ledger()
    let submission = PendingSubmission(
      id: "s", node: node.name, userId: nil,
      request: TaskSubmitRequest(agentId: "demo", input: "p\u{0}"),
      sentAt: at(0), answerBy: at(30))
    try ledger.began(submission, on: .n)
    #expect(try ledger.pendingSubmissions(to: node) == [submission])
    try ledger.ended(submission: "s")
    #expect(try ledger.pendingSubmissions(to: node).isEmpty)
  }

  @Test func `a damaged file is set aside, and a new one begun`() async throws {
    try await TemporaryFolder.use { folder in
      let path = folder.path + "/ledger.sqlite"
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      try Data("not a database, and long enough to be looked at".utf8)
        .write(to: URL(fileURLWithPath: path))
      let ledger = try Ledger(path: path)
      let notice = try #require(ledger.notice)
      #expect(notice.contains("the ledger \(path) was damaged: it is now \(path).damaged-"))
      _ = try store([task("t", [])], in: ledger)
      #expect(try stored(in: Ledger(path: path)).count == 1)
      #expect(try Ledger(path: path).notice == nil)
    }
  }

  @Test func `nobody else can read it`() async throws {
    try await TemporaryFolder.use { folder in
      let ledger = try Ledger(path: folder.path + "/ledger.sqlite")
      _ = try store([task("t", [])], in: ledger)
      let files = FileManager.default
      for name in try files.contentsOfDirectory(atPath: folder.path) + ["."] {
        let mode = try files.attributesOfItem(atPath: folder.path + "/" + name)[.posixPermissions]
        #expect((mode as? Int).map { $0 & 0o077 } == 0, "\(name)")
      }
    }
  }

  @Test func `a folder on this machine's disk is used`() async throws {
    try await TemporaryFolder.use { folder in
      let ledger = try Ledger(
        at: Ledger.Place(stateFolder: folder.path, localFolder: "/dev/null/none"))
      #expect(ledger.notice == nil)
      #expect(FileManager.default.fileExists(atPath: folder.path + "/ledger.sqlite"))
    }
  }

  @Test func `a place where nothing can be written is named`() {
    #expect {
      try Ledger(path: "/dev/null/none/ledger.sqlite")
    } throws: { error in
      "\(error)".contains("/dev/null/none/ledger.sqlite cannot be opened")
    }
  }
}
