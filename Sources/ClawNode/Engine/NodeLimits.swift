import ClawLink
import ClawStorage

/// How much a node takes.
public struct NodeLimits: Sendable, Equatable {
  /// Tasks in work at once; the others wait in PENDING. Default 8.
  public var slots: Int
  /// Tasks that wait. Default 10,000.
  public var waiting: Int
  /// Open sessions. Default 10,000.
  public var sessions: Int
  /// Bytes of a prompt in UTF-8. Default 32 MiB.
  public var promptBytes: Int
  /// Bytes of a context as JSON. Default 4 MiB.
  public var contextBytes: Int
  /// Bytes of a result as JSON writes it; a longer one is cut, and says so. Default 4 MiB.
  public var resultBytes: Int
  /// Bytes of a name: an agent's, a user's.
  static let nameBytes = 256

  public init(
    slots: Int = 8, waiting: Int = 10_000, sessions: Int = 10_000,
    promptBytes: Int = 32 * 1_048_576, contextBytes: Int = 4 * 1_048_576,
    resultBytes: Int = 4 * 1_048_576
  ) {
    self.slots = slots
    self.waiting = waiting
    self.sessions = sessions
    self.promptBytes = promptBytes
    self.contextBytes = contextBytes
    self.resultBytes = resultBytes
  }

  /// Bytes of a request's body: JSON can take six for one of text.
  var bodyBytes: Int { 6 * (promptBytes + contextBytes) + 65_536 }

  static func check(_ name: NodeText, of thing: String) throws(Refusal) {
    guard name.raw.utf8.count > nameBytes else { return }
    throw .tooLarge("\(thing) too long: this node takes \(nameBytes) bytes at most")
  }

  func check(_ job: AgentJob, waiting count: Int) throws(Refusal) {
    if job.prompt.raw.utf8.count > promptBytes {
      throw .tooLarge("Prompt too large: this node takes \(promptBytes) bytes at most")
    }
    if job.contextBytes > contextBytes {
      throw .tooLarge("Context too large: this node takes \(contextBytes) bytes at most")
    }
    if count >= waiting {
      throw .tooMany("Queue full: \(waiting) tasks wait already; try again later")
    }
  }
}

extension AgentJob {
  fileprivate var contextBytes: Int { context.isEmpty ? 0 : context.stored.count }
}
