/// A task's id, kept byte for byte as the node chose it (CONTRACT quirk 25).
public struct TaskID: Sendable, Hashable, Codable {
  /// The whole id.
  public let text: NodeText

  /// An id as a node wrote it.
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

/// Bytes count: two spellings of one letter are two ids.
extension TaskID {
  public static func == (left: TaskID, right: TaskID) -> Bool {
    left.text.raw.utf8.elementsEqual(right.text.raw.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    var raw = text.raw
    raw.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension TaskID: CustomStringConvertible {
  /// The whole id, cleaned.
  public var description: String { text.shown }
}
