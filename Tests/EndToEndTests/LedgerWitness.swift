import Foundation
import GRDB
import TestSupport

/// Everything that boards and commands have said of one node's tasks, to be held against their
/// ledger.
struct LedgerWitness {
  private let path: String
  private let store: String
  private let options: [String]
  private var streams: [CommandStream]
  /// The short ids that boards have shown.
  private var shown: Set<String> = []

  /// - Parameters:
  ///   - store: the folder of the node.
  ///   - ledger: the file.
  init(node: NodeProcess, store: String, ledger: String, seed: UInt64) {
    path = ledger
    self.store = store
    let options = [
      "--url", "http://127.0.0.1:\(node.port)", "--ledger", ledger, "--poll-interval-ms", "200",
      // Four times as long a lost answer is waited for.
      "--timeout-ms", "2000",
    ]
    self.options = options
    var random = SeededNumbers(seed: seed)
    streams = ["a", "b", "c", "d"].map {
      CommandStream($0, seed: random.next(), options: options)
    }
  }

  // MARK: A round

  /// Opens two boards, lets the commands run beside them, and kills everything after so many lines
  /// that were printed.
  ///
  /// - Parameter isPatient: the lines count from when both boards show a task.
  mutating func round(killAfter count: Int, isPatient: Bool) async throws {
    let boards = [try await DoomedBoard(options), try await DoomedBoard(options)]
    do {
      let programs = DoomedPrograms()
      let (lines, sink) = AsyncStream<Void>.makeStream()
      streams = try await withThrowingTaskGroup(of: (Int, CommandStream).self) { group in
        for (index, stream) in streams.enumerated() {
          group.addTask {
            var stream = stream
            await stream.work(among: programs) { sink.yield() }
            sink.finish()
            return (index, stream)
          }
        }
        do {
          if isPatient { for board in boards { try await board.showsTask() } }
        } catch {
          await programs.kill()
          throw error
        }
        var left = count
        for await _ in lines {
          left -= 1
          if left == 0 { break }
        }
        for board in boards { board.kill() }
        await programs.kill()
        return try await group.reduce(into: streams) { $0[$1.0] = $1.1 }
      }
      for board in boards { shown.formUnion(DoomedBoard.cards(on: try await board.lastScreen())) }
    } catch {
      for board in boards { await board.terminal.close() }
      throw error
    }
  }

  /// Lets a board see every task end, and say what it does not know.
  mutating func waitForEveryEnd() async throws {
    let board = try await DoomedBoard(options)
    let pending = try LedgerFile(path: path).pending.count
    try await board.terminal.waitFor("that nothing is at work") { screen in
      ["PENDING", "PLANNING", "RUNNING", "WAITING"].allSatisfy { screen.contains("\($0) 0") }
        && (pending == 0 || screen.contains("\(pending) UNCONFIRMED"))
    }
    board.kill()
    shown.formUnion(DoomedBoard.cards(on: try await board.lastScreen()))
  }

  // MARK: What was said

  private var printed: [String: String] {
    streams.reduce(into: [:]) { $0.merge($1.printed) { $1 } }
  }

  private var unanswered: Set<String> { streams.reduce(into: []) { $0.formUnion($1.unanswered) } }

  /// What the file lacks, has wrong, or has twice.
  func fileProblems() throws -> [String] {
    let file = try LedgerFile(path: path)
    let tasks = Dictionary(uniqueKeysWithValues: file.tasks.map { ($0.id, $0) })
    var problems = streams.flatMap(\.problems) + file.problems
    for (id, prompt) in printed where tasks[id]?.prompt != prompt {
      let stored = tasks[id].map { "\($0)" } ?? "-"
      problems.append("\(id) was printed for '\(prompt)'; stored: \(stored)")
    }
    for short in shown where !tasks.keys.contains(where: { $0.hasPrefix(short) }) {
      problems.append("\(short) was shown and is not stored")
    }
    for id in streams.flatMap(\.cancelled)
    where !file.history(of: id).contains(where: { $0.kind == "cancelAsked" }) {
      problems.append("\(id) was cancelled, and its history does not say so")
    }
    let prompts = Set(file.tasks.compactMap(\.prompt))
    problems += prompts.intersection(file.pending).map { "'\($0)' is known, and unconfirmed" }
    let onNode = try given().map(\.prompt)
    problems += unanswered.intersection(onNode).subtracting(prompts).subtracting(file.pending)
      .map { "'\($0)' is on the node, and the ledger knows nothing of it" }
    return problems
  }

  /// What differs from the node although all has ended.
  func endProblems() throws -> [String] {
    let tasks = try LedgerFile(path: path).tasks
    let stored = Dictionary(uniqueKeysWithValues: tasks.map { ($0.id, $0.status) })
    return try given().compactMap { task in
      stored[task.id] == task.status
        ? nil : "\(task.id) is \(task.status) on the node; stored: \(stored[task.id] ?? "-")"
    }
  }

  /// What the program itself does not say of the ledger, though it is to.
  func commandProblems() async throws -> [String] {
    // Before: what is overdue only afterwards need not be named.
    let overdue = try LedgerFile(path: path).overdue
    let listed = try await Program.run(["ls", "--cached", "--json"] + options)
    let ids = (JSONTree(Data(listed.output.utf8))?.array ?? []).compactMap { $0["id"]?.text }
    var problems = listed.status == 0 ? [] : ["ls ended with \(listed.status): \(listed.complaint)"]
    problems += Set(printed.keys).subtracting(ids).map { "ls does not list \($0)" }
    for short in shown where !ids.contains(where: { $0.hasPrefix(short) }) {
      problems.append("ls does not list \(short), which was shown")
    }
    for id in printed.keys.sorted().suffix(3) {
      let task = try await Program.run(["show", id, "--cached", "--json"] + options)
      if JSONTree(Data(task.output.utf8))?["id"]?.text != id {
        problems.append("show says of \(id): \(task)")
      }
    }
    return problems + (try await unnamed(of: overdue))
  }

  /// How often `ls` is asked what became of a submission: boards that were killed before they could
  /// read the node's log have left a lease, for whose time nobody else reads it.
  private static let looks = 30

  /// What `ls` does not say, though the node is there to be asked.
  private func unnamed(of overdue: Set<String>) async throws -> [String] {
    var problems: [String] = []
    for _ in 1...Self.looks {
      let listed = try await Program.run(["ls", "--json"] + options)
      problems = try unnamed(in: listed.complaint, of: overdue)
      if problems.isEmpty { break }
    }
    return problems
  }

  /// What the node has and nobody was told, of submissions that nobody waits for any more.
  private func unnamed(in complaint: String, of overdue: Set<String>) throws -> [String] {
    try given().filter { overdue.contains($0.prompt) }.compactMap { task in
      let line = complaint.split(separator: "\n").first { $0.contains("'\(task.prompt)'") }
      return line?.contains(task.id) == true
        ? nil
        : "ls does not say that '\(task.prompt)' became \(task.id): \(line ?? "no line")"
    }
  }

  /// The tasks that the node has.
  private func given() throws -> [(id: String, prompt: String, status: String)] {
    var configuration = Configuration()
    configuration.readonly = true
    let database = try DatabaseQueue(path: store + "/node.sqlite", configuration: configuration)
    return try database.read { database in
      try Row.fetchAll(database, sql: "SELECT id, prompt, status FROM task").map {
        (id: $0["id"], prompt: $0.string("prompt") ?? "", status: $0["status"])
      }
    }
  }

  /// Whether a submission was killed between its sending and its answer.
  var hasUnconfirmed: Bool { get throws { try !LedgerFile(path: path).pending.isEmpty } }

  /// What was tested, in numbers.
  var summary: String {
    get throws {
      let file = try LedgerFile(path: path)
      let stored = unanswered.intersection(file.tasks.compactMap(\.prompt))
      return """
        \(file.tasks.count) tasks, \(printed.count) printed, \(shown.count) shown; of \
        \(unanswered.count) submissions that were killed \(file.pending.count) are unconfirmed, \
        \(stored.count) stored
        """
    }
  }
}
