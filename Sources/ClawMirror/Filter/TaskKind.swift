import ClawLink
import Foundation

/// Kinds of tasks that one often looks for, as a filter names them: `is:attention`.
enum TaskKind: String, CaseIterable, Sendable {
  /// ``TaskRecord/needsAttention(on:at:)``.
  case attention
  /// Not ended, as far as is known, and not lost.
  case live
  /// Completed, failed or cancelled, and not lost.
  case ended
  /// Submitted by our own boards and commands, or by our user.
  case own

  func holds(for record: TaskRecord, on node: NodeRecord, at now: Date) -> Bool {
    switch self {
    case .attention: record.needsAttention(on: node, at: now)
    case .live: record.isLive
    case .ended: record.status.isFinal && !record.isLost
    case .own: record.isOwn(on: node)
    }
  }
}
