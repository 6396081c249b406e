public import Foundation
import Synchronization

/// A calendar clock that a test sets: pass `{ date.now }` where a date is read.
public final class ManualDate: Sendable {
  private let date: Mutex<Date>

  /// - Parameter seconds: since 1970; by default the start of 2026.
  public init(seconds: TimeInterval = 1_767_225_600) {
    date = Mutex(Date(timeIntervalSince1970: seconds))
  }

  public var now: Date { date.withLock { $0 } }

  /// Moves the date on, or back when `seconds` is negative.
  public func advance(by seconds: TimeInterval) {
    date.withLock { $0 += seconds }
  }
}
