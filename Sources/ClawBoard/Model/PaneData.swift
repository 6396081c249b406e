import ClawLink
import ClawMirror
import Foundation

/// What panes show that no mirror tells by itself: it is read while they are looked at.
struct PaneData: Sendable, Equatable {
  /// Something that is read again and again.
  struct Reading: Sendable, Equatable {
    /// When it was asked for last; `nil` for not since the pane is looked at.
    var askedAt: Date?
    /// The answer is not there yet.
    var isAsked = false

    /// - Parameter interval: seconds between two looks.
    func due(every interval: TimeInterval) -> Date? {
      isAsked ? nil : askedAt?.addingTimeInterval(interval) ?? .distantPast
    }
  }

  /// The newest events of a node's audit log.
  struct Log: Sendable, Equatable {
    var reading = Reading()
    /// Newest first; `nil` before the first answer that was one.
    var events: [AuditEvent]?
    /// Why the last look failed.
    var fault: ClawLinkError?
  }

  /// What became of a node's tasks over one span.
  struct Statistics: Sendable, Equatable {
    var reading = Reading()
    var statistics: WorkStatistics?
    var fault: Ledger.Failure?
  }

  var logs: [NodeName: Log] = [:]
  var day: [NodeName: Statistics] = [:]
  var month: [NodeName: Statistics] = [:]
  var audit = AuditList()
}
