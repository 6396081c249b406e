public import ClawLink

/// Something that was being written and was not sent: a new task, another try, or an answer.
public struct Draft: Sendable, Equatable, Codable {
  /// Where it was to go, by the node's name.
  public let node: String
  /// What was written; of an answer the text is its prompt.
  public let request: TaskSubmitRequest
  /// Metadata as they were typed, when those are none yet.
  public let metadata: String?
  /// The task that it is another try of.
  public let retryOf: TaskID?
  /// The task that it answers.
  public let answerTo: TaskID?
  /// In whose name it was to go, where that was chosen.
  public let sender: Sender?
  /// It was on its way when last heard of: it may have arrived.
  public let wasSent: Bool

  public init(
    node: NodeName, request: TaskSubmitRequest, metadata: String? = nil, retryOf: TaskID? = nil,
    answerTo: TaskID? = nil, sender: Sender? = nil, wasSent: Bool = false
  ) {
    self.node = node.text
    self.request = request
    self.metadata = metadata
    self.retryOf = retryOf
    self.answerTo = answerTo
    self.sender = sender
    self.wasSent = wasSent
  }
}
