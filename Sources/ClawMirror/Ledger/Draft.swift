public import ClawLink

/// A task that was being written and was not sent.
public struct Draft: Sendable, Equatable, Codable {
  /// Where it was to go, by the node's name.
  public let node: String
  public let request: TaskSubmitRequest

  public init(node: NodeName, request: TaskSubmitRequest) {
    self.node = node.text
    self.request = request
  }
}
