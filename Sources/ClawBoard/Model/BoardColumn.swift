import ClawLink

/// A column of the board: one of the seven states.
public enum BoardColumn: Int, Sendable, CaseIterable, Comparable {
  case pending, planning, running, waiting, completed, failed, cancelled

  /// Where a state stands. A live state that we do not know stands with the running ones; its card
  /// says its name.
  init(_ status: TaskStatus) {
    switch status {
    case .pending: self = .pending
    case .planning: self = .planning
    case .running, .unknown: self = .running
    case .waiting: self = .waiting
    case .completed: self = .completed
    case .failed: self = .failed
    case .cancelled: self = .cancelled
    }
  }

  /// A column by its number or its name.
  init?(written: String) {
    let column = Self.allCases.first {
      String($0.digit) == written || $0.name.lowercased() == written
    }
    guard let column else { return nil }
    self = column
  }

  var name: String {
    switch self {
    case .pending: "PENDING"
    case .planning: "PLANNING"
    case .running: "RUNNING"
    case .waiting: "WAITING"
    case .completed: "COMPLETED"
    case .failed: "FAILED"
    case .cancelled: "CANCELLED"
    }
  }

  /// For narrow places.
  var shortName: String {
    switch self {
    case .running: "RUN"
    case .completed: "DONE"
    default: String(name.prefix(4))
    }
  }

  /// The digit that goes there.
  var digit: Int { rawValue + 1 }

  var isFinal: Bool { self >= .completed }

  /// Between pending and the end: what only a node that shows progress ever says.
  var isProgress: Bool { self > .pending && !isFinal }

  public static func < (left: BoardColumn, right: BoardColumn) -> Bool {
    left.rawValue < right.rawValue
  }
}
