import ClawLink
public import Foundation

extension TaskRecord {
  /// Whether somebody should look at the task: it waits for an answer, cannot be read, failed, is
  /// lost, or ended although it was cancelled. What has ended and was tried again needs nobody; nor
  /// does what may still run.
  public func needsAttention(on node: NodeRecord, at now: Date) -> Bool {
    if isLive { return status == .waiting || isUnreadable }
    guard retriedAs == nil else { return false }
    return isLost || isUnreadable || status == .failed
      || marks(on: node, at: now).contains(.finishedAfterCancel)
  }

  /// Whether our own boards and commands, or our user, submitted it.
  func isOwn(on node: NodeRecord) -> Bool {
    switch submitter {
    case .us: true
    case .other(let user): user != nil && user?.raw == node.userId
    }
  }
}
