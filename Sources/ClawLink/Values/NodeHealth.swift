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
  /// How many tasks the node holds in each state, by the state's name. `nil` where the node does
  /// not say so, or says it in another way.
  public let counts: [String: Int]?

  /// Health as a node says it.
  public init(
    status: NodeText, instance: NodeText? = nil, boot: NodeText? = nil, version: NodeText? = nil,
    progress: Bool? = nil, counts: [String: Int]? = nil
  ) {
    self.status = status
    self.instance = instance
    self.boot = boot
    self.version = version
    self.progress = progress
    self.counts = counts
  }

  /// Reads what a node said. Counts that cannot be read are left out: they are no reason to call
  /// the node foreign.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    status = try container.decode(NodeText.self, forKey: .status)
    instance = try container.decodeIfPresent(NodeText.self, forKey: .instance)
    boot = try container.decodeIfPresent(NodeText.self, forKey: .boot)
    version = try container.decodeIfPresent(NodeText.self, forKey: .version)
    progress = try container.decodeIfPresent(Bool.self, forKey: .progress)
    counts = try? container.decode([String: Int].self, forKey: .counts)
  }
}
