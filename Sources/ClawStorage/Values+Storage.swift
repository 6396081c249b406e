public import ClawLink
public import Foundation
public import GRDB

extension NodeText {
  /// Byte for byte: SQLite's own text ends at the first NUL.
  public var stored: Data { Data(raw.utf8) }

  public init(stored: Data) { self.init(String(decoding: stored, as: UTF8.self)) }
}

extension Date {
  public var stored: Double { timeIntervalSinceReferenceDate }

  public init(stored: Double) { self.init(timeIntervalSinceReferenceDate: stored) }
}

extension Row {
  /// A text of our own making.
  public func text(_ column: String) throws -> String {
    try decode(String.self, forColumn: column)
  }

  public func nodeText(_ column: String) -> NodeText? {
    (self[column] as Data?).map { NodeText(stored: $0) }
  }

  public func date(_ column: String) -> Date? {
    (self[column] as Double?).map { Date(stored: $0) }
  }
}

/// Columns by their place in a statement: by name each look is a search.
extension Row {
  public func nodeText(_ column: Int) -> NodeText? {
    (self[column] as Data?).map { NodeText(stored: $0) }
  }

  public func date(_ column: Int) -> Date? {
    (self[column] as Double?).map { Date(stored: $0) }
  }
}
