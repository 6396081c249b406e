import ClawLink

/// How a task ends.
struct TaskEnding: Sendable, Equatable {
  let status: TaskStatus
  var result: NodeText?
  var error: NodeText?
  var message: NodeText?
  var metadata: [String: JSONValue]?

  /// - Parameter limit: bytes of the result that are kept, as JSON writes it; a cut one says so.
  static func completed(_ result: AgentResult, limit: Int) -> TaskEnding {
    let metadata = result.metadata.isEmpty ? nil : result.metadata
    guard let text = result.text, let kept = text.raw.prefix(jsonBytes: limit) else {
      return TaskEnding(status: .completed, result: result.text, metadata: metadata)
    }
    let words = "the result was cut to \(kept.utf8.count) of \(text.raw.utf8.count) bytes"
    return TaskEnding(
      status: .completed, result: NodeText("\(kept)\n(cut here: \(words))"),
      message: NodeText(words), metadata: metadata)
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
  /// As many whole characters as fit; `nil` where all do. Clients do not read an answer of any length,
  /// and a control character takes six bytes of it.
  fileprivate func prefix(jsonBytes limit: Int) -> Substring? {
    var left = limit
    guard
      var end = utf8.firstIndex(where: { byte in
        left -= byte.jsonBytes
        return left < 0
      })
    else { return nil }
    while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
    return self[..<end]
  }
}

extension UInt8 {
  /// What it takes within a string of JSON.
  fileprivate var jsonBytes: Int {
    switch self {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x08...0x0A, 0x0C, 0x0D: 2
    case 0..<0x20: 6
    default: 1
    }
  }
}
