import ClawLink
import ClawMirror
import Foundation

extension TaskRecord {
  /// Someone has to look at it.
  func needsAttention(on node: NodeRecord, at now: Date) -> Bool {
    guard retriedAs == nil else { return false }
    return status == .waiting || status == .failed || isLost || isUnreadable
  }
}
