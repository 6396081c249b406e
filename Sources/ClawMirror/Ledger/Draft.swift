public import ClawLink

/// A task that was being written and was not sent.
public struct Draft: Sendable, Equatable, Codable {
  /// Where it was to go, by the node's name.
  public let node: String
  public let request: TaskSubmitRequest
  /// It was on its way when last heard of: it may be running.
  public let wasSent: Bool

  public init(node: NodeName, request: TaskSubmitRequest, wasSent: Bool = false) {
    self.node = node.text
    self.request = request
    self.wasSent = wasSent
  }
}
