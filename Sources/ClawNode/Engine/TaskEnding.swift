import ClawLink

/// How a task ends.
struct TaskEnding: Sendable, Equatable {
  let status: TaskStatus
  var result: NodeText?
  var error: NodeText?
  var message: NodeText?
  var metadata: [String: JSONValue]?

  /// - Parameter limit: bytes of the result that are kept; a cut one says so.
  static func completed(_ result: AgentResult, limit: Int) -> TaskEnding {
    let metadata = result.metadata.isEmpty ? nil : result.metadata
    guard let text = result.text, text.raw.utf8.count > limit else {
      return TaskEnding(status: .completed, result: result.text, metadata: metadata)
    }
    return TaskEnding(
      status: .completed,
      result: NodeText(
        text.raw.prefix(bytes: limit)
          + "\n(cut here: the result had \(text.raw.utf8.count) bytes)"),
      message: NodeText("the result was cut to \(limit) of \(text.raw.utf8.count) bytes"),
      metadata: metadata)
  }

  static func failed(_ failure: AgentFailure) -> TaskEnding {
    TaskEnding(
      status: .failed, error: failure.message,
      metadata: failure.metadata.isEmpty ? nil : failure.metadata)
  }

  static let cancelled = TaskEnding(
    status: .cancelled, error: NodeText("Task cancelled by user"))

  /// - Parameter place: where what it had changed until then can be found; `nil` where that is nowhere.
  static func interrupted(place: String?) -> TaskEnding {
    let words = "interrupted by a restart of the node"
    return failed(
      AgentFailure(words + (place.map { ";\nwhat it had changed until then is \($0)" } ?? "")))
  }

  /// What the audit log calls it.
  var event: AuditEventType {
    switch status {
    case .completed: .taskCompleted
    case .cancelled: .taskCancelled
    default: .taskFailed
    }
  }
}

extension String {
  /// As many whole characters as fit.
  fileprivate func prefix(bytes limit: Int) -> String {
    var end = utf8.index(utf8.startIndex, offsetBy: min(limit, utf8.count))
    while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
    return String(self[..<end])
  }
}
