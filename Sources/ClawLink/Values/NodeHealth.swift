/// What a node says of itself at `GET /health`. The real node says `status` alone; the embedded
/// one says the rest as well.
public struct NodeHealth: Sendable, Equatable, Codable {
  /// `healthy`; it says only that the process answers.
  public let status: NodeText
  /// Which node this is, for as long as its store lives.
  public let instance: NodeText?
  /// Which start of the node this is.
  public let boot: NodeText?
  /// The node's own version.
  public let version: NodeText?
  /// Whether the node's tasks show the states between pending and the end.
  public let progress: Bool?

  /// Health as a node says it.
  public init(
    status: NodeText, instance: NodeText? = nil, boot: NodeText? = nil, version: NodeText? = nil,
    progress: Bool? = nil
  ) {
    self.status = status
    self.instance = instance
    self.boot = boot
    self.version = version
    self.progress = progress
  }
}
