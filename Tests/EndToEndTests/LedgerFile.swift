import Foundation
import GRDB

/// A ledger as it stands in its file, read past the program.
struct LedgerFile {
  struct Task: Equatable {
    let id: String
    let status: String
    let isFinal: Bool
    /// Of our own tasks.
    let prompt: String?
    let historyCount: Int
  }

  struct Entry: Hashable {
    let number: Int
    let time: Double
    let kind: String
    let origin: String?
    let goal: String?
    let message: String?
    let progress: Int?
  }

  let tasks: [Task]
  private let histories: [String: [Entry]]
  /// The prompts of submissions that are not known to have ended.
  let pending: Set<String>
  /// Those of them whose answer nobody waits for any more.
  let overdue: Set<String>
  private let integrity: String

  init(path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    let database = try DatabaseQueue(path: path, configuration: configuration)
    let now = Date().timeIntervalSinceReferenceDate
    (tasks, histories, pending, overdue, integrity) = try database.read { database in
      (
        try Row.fetchAll(database, sql: "SELECT * FROM task").map { Task($0) },
        Dictionary(
          grouping: try Row.fetchAll(database, sql: "SELECT * FROM entry ORDER BY number"),
          by: { $0.string("task") ?? "" }
        ).mapValues { $0.map { Entry($0) } },
        try Self.prompts(until: .greatestFiniteMagnitude, in: database),
        try Self.prompts(until: now, in: database),
        try String.fetchOne(database, sql: "PRAGMA integrity_check") ?? "nothing said"
      )
    }
  }

  private static func prompts(until time: Double, in database: Database) throws -> Set<String> {
    let rows = try Row.fetchAll(
      database, sql: "SELECT request FROM submission WHERE answerBy <= ?", arguments: [time])
    return Set(rows.compactMap { JSONTree($0["request"] as Data)?["input"]?.text })
  }

  /// Brings all that was written into the one file: a program that ends leaves it beside at times.
  static func gather(path: String) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  func history(of id: String) -> [Entry] { histories[id] ?? [] }

  /// What is wrong with the file, or with a history in it.
  var problems: [String] {
    (integrity == "ok" ? [] : ["the file: \(integrity)"])
      + tasks.flatMap { task in
        LedgerFile.problems(in: history(of: task.id), of: task)
          .map { "task \(task.id): \($0), in \(history(of: task.id))" }
      }
      + Set(histories.keys).subtracting(tasks.map(\.id)).map { "a history of no task, \($0)" }
  }

  private static func problems(in history: [Entry], of task: Task) -> [String] {
    var problems: [String] = []
    if history.map(\.number) != Array(1..<(task.historyCount + 1)) {
      problems.append("its entries are not 1 to \(task.historyCount)")
    }
    if history.map(\.kind).firstIndex(of: "submitted") != 0 {
      problems.append("it does not begin with its submission")
    }
    if Set(history.map(\.withoutNumber)).count != history.count {
      problems.append("an entry stands twice")
    }
    let said = history.filter { $0.kind == "said" }
    if zip(said, said.dropFirst()).contains(where: {
      $0.message == $1.message && $0.progress == $1.progress
    }) {
      problems.append("a message stands twice")
    }
    return problems + stateProblems(in: history, of: task)
  }

  /// Each move begins where the one before it ended.
  private static func stateProblems(in history: [Entry], of task: Task) -> [String] {
    var problems: [String] = []
    var state = "pending"
    for entry in history where ["found", "moved", "submitted"].contains(entry.kind) {
      switch entry.kind {
      case "found":
        if state != "pending" || entry.goal == nil { problems.append("found after \(state)") }
        state = entry.goal ?? state
      case "moved":
        if entry.origin != state || entry.goal == state {
          problems.append("moved from \(entry.origin ?? "-") to \(entry.goal ?? "-"), was \(state)")
        }
        state = entry.goal ?? state
      default:
        if entry.number != 1 { problems.append("submitted again") }
      }
    }
    if state != task.status { problems.append("it is \(task.status), its history says \(state)") }
    return problems
  }
}

extension LedgerFile.Task {
  fileprivate init(_ row: Row) {
    self.init(
      id: row.string("id") ?? "", status: row.string("status") ?? "", isFinal: row["isFinal"],
      prompt: row.string("prompt"), historyCount: row["historyCount"])
  }
}

extension LedgerFile.Entry {
  fileprivate init(_ row: Row) {
    self.init(
      number: row["number"], time: row["time"], kind: row["kind"], origin: row.string("origin"),
      goal: row.string("goal"), message: row.string("message"), progress: row["progress"])
  }

  fileprivate var withoutNumber: Self {
    Self(
      number: 0, time: time, kind: kind, origin: origin, goal: goal, message: message,
      progress: progress)
  }
}

extension Row {
  /// Whatever a node said is a blob.
  func string(_ column: String) -> String? {
    (self[column] as Data?).map { String(decoding: $0, as: UTF8.self) }
  }
}
