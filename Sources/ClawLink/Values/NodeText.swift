/// Text that a node sent: hostile until cleaned.
///
/// Results, errors, agent names, ids and messages can hold escape sequences, C1 controls and
/// bidirectional overrides (CONTRACT quirk 14). The only ways out are ``shown`` and ``shownLines``,
/// which are safe on a terminal, and ``raw``, which is for storage and machine-readable output
/// alone.
public struct NodeText: Sendable, Hashable {
  /// The text byte for byte as the node sent it. Never for a screen, a log or a clipboard.
  public let raw: String

  /// Text that is not to be trusted.
  public init(_ raw: String) {
    self.raw = raw
  }

  /// Whether there is no character at all.
  public var isEmpty: Bool { raw.isEmpty }

  /// One safe line: runs of line breaks and tabs become one space, whatever else a terminal could
  /// act on becomes a visible sign (`^[`, `<9b>`, `<202e>`).
  public var shown: String { cleaned(keepsLines: false) }

  /// As ``shown``, of no more than the first `limit` characters: what a card has room for, without
  /// cleaning a megabyte for it.
  public func shown(upTo limit: Int) -> String {
    // Counting bytes is enough to see that a text is short.
    raw.utf8.count <= limit ? shown : NodeText(String(raw.prefix(limit))).shown
  }

  /// The text, no longer than so many bytes; what was cut off is said at its end.
  public func cut(toBytes limit: Int) -> NodeText {
    let count = raw.utf8.count
    guard count > limit else { return self }
    // A character that is cut in two reads as a replacement.
    return NodeText(
      String(decoding: raw.utf8.prefix(limit), as: UTF8.self) + " … (\(count - limit) bytes more)")
  }

  /// Safe text of several lines: as ``shown``, but `\n` and `\t` stay and `\r\n` becomes `\n`.
  public var shownLines: String { cleaned(keepsLines: true) }

  /// Nothing is to be cleaned, as of nearly every text.
  private var isPlain: Bool {
    func isPlain(_ byte: UInt8) -> Bool { (0x20..<0x7F).contains(byte) }
    return raw.utf8.withContiguousStorageIfAvailable { $0.allSatisfy(isPlain) }
      ?? raw.utf8.allSatisfy(isPlain)
  }

  private func cleaned(keepsLines: Bool) -> String {
    if isPlain { return raw }
    var result = ""
    result.reserveCapacity(raw.utf8.count)
    for character in raw {
      if character.isLineBreakOrTab {
        result.append(lineBreakOrTab: character, keepsLines: keepsLines)
      } else {
        result.append(visible: character)
      }
    }
    return result
  }
}

extension NodeText: Codable {
  public init(from decoder: any Decoder) throws {
    raw = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(raw)
  }
}

/// Interpolation, `print`, `dump` and a debugger get the safe form: raw text cannot slip out.
extension NodeText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// As ``shown``.
  public var description: String { shown }
  /// As ``shown``.
  public var debugDescription: String { shown }
  /// Holds ``shown`` alone.
  public var customMirror: Mirror { Mirror(self, children: ["shown": shown]) }
}

extension Character {
  fileprivate var isLineBreakOrTab: Bool {
    self == "\n" || self == "\t" || self == "\r\n" || self == "\r"
  }

  /// A pictograph joined to others: there the joiner is part of the sign and not a hidden mark.
  fileprivate var isPictographSequence: Bool {
    unicodeScalars.first.map { $0.properties.isEmoji && $0.value > 0x2000 } ?? false
  }
}

extension String {
  fileprivate mutating func append(lineBreakOrTab character: Character, keepsLines: Bool) {
    if keepsLines {
      append(character == "\r\n" ? "\n" : character == "\r" ? "^M" : String(character))
    } else if last != " " {
      append(" ")
    }
  }

  fileprivate mutating func append(visible character: Character) {
    let joins = character.isPictographSequence
    for scalar in character.unicodeScalars {
      if scalar.value == 0x200D, joins {
        unicodeScalars.append(scalar)
      } else if let sign = scalar.sign {
        append(sign)
      } else {
        unicodeScalars.append(scalar)
      }
    }
  }
}

extension Unicode.Scalar {
  /// The visible stand-in of a scalar that a terminal could act on or hide; `nil` for the others.
  fileprivate var sign: String? {
    switch value {
    case 0x00..<0x20: "^" + String(Character(Unicode.Scalar(UInt8(value) + 0x40)))
    case 0x7F: "^?"
    case 0x80..<0xA0,  // C1
      0xAD,  // soft hyphen
      0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069,  // bidirectional controls
      0x180E, 0x200B...0x200D, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF,  // zero width
      0x2028, 0x2029,  // line and paragraph separators
      0xFFF9...0xFFFB, 0xE0000...0xE0FFF:  // annotation marks, tags
      "<" + String(value, radix: 16) + ">"
    default: nil
    }
  }
}
