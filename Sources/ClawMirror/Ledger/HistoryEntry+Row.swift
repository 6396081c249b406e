import ClawLink
import ClawStorage
import Foundation
import GRDB

extension HistoryEntry {
  /// For a statement: what ``init(row:)`` reads.
  static let columns = "entry.time, kind, origin, goal, entry.message, entry.progress"

  init?(row: Row) {
    guard let time = row.date(0), let event = Event(row: row) else { return nil }
    self.init(time: time, event: event)
  }

  func insert(number: Int, of task: TaskID, on node: LedgerNode, into database: Database) throws {
    let columns = event.columns
    try database.run(
      """
      INSERT OR IGNORE INTO entry (node, task, number, time, kind, origin, goal, message, progress)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        node.place, task.text.stored, number, time.stored, columns.kind,
        columns.origin?.name.stored, columns.goal?.name.stored, columns.message?.stored,
        columns.progress,
      ])
  }
}

extension HistoryEntry.Event {
  fileprivate struct Columns {
    let kind: String
    var origin: TaskStatus?
    var goal: TaskStatus?
    var message: NodeText?
    var progress: Int?
  }

  fileprivate var columns: Columns {
    switch self {
    case .submitted: Columns(kind: "submitted")
    case .found(let status): Columns(kind: "found", goal: status)
    case .moved(let origin, let goal): Columns(kind: "moved", origin: origin, goal: goal)
    case .said(let message, let progress):
      Columns(kind: "said", message: message, progress: progress)
    case .cancelAsked: Columns(kind: "cancelAsked")
    case .cancelRefused: Columns(kind: "cancelRefused")
    case .lost: Columns(kind: "lost")
    case .foundAgain: Columns(kind: "foundAgain")
    case .unreadable: Columns(kind: "unreadable")
    }
  }

  /// `nil` for a kind that a later version wrote.
  fileprivate init?(row: Row) {
    let goal = row.nodeText(3).map { TaskStatus(name: $0) } ?? .pending
    switch row[1] as String {
    case "submitted": self = .submitted
    case "found": self = .found(goal)
    case "moved":
      self = .moved(from: TaskStatus(name: row.nodeText(2) ?? NodeText("")), to: goal)
    case "said": self = .said(row.nodeText(4), progress: row[5])
    case "cancelAsked": self = .cancelAsked
    case "cancelRefused": self = .cancelRefused
    case "lost": self = .lost
    case "foundAgain": self = .foundAgain
    case "unreadable": self = .unreadable
    default: return nil
    }
  }
}
