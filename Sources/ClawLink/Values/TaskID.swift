/// A task's id, kept byte for byte as the node chose it (CONTRACT quirk 25).
public struct TaskID: Sendable, Hashable, Codable {
  public let text: NodeText

  public init(_ raw: String) {
    text = NodeText(raw)
  }

  /// The first four characters, cleaned: what a card shows.
  public var short: String { String(text.shown.prefix(4)) }

  /// The first eight characters, cleaned: what a detail line shows.
  public var abbreviated: String { String(text.shown.prefix(8)) }

  public init(from decoder: any Decoder) throws {
    text = try NodeText(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    try text.encode(to: encoder)
  }
}

extension TaskID: CustomStringConvertible {
  public var description: String { text.shown }
}
