/// Text in quotes.
extension JSONReader {
  /// The text that starts at this quote.
  mutating func string() throws(Failure) -> String {
    let quote = index
    index += 1
    let start = index
    // Whole stretches at a time, from one escape to the next.
    var text: [UInt8] = []
    var copied = start
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        let rest = bytes[copied..<index]
        index += 1
        return String(decoding: copied == start ? rest : text + rest, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text += bytes[copied..<index]
        text += try escaped(in: quote).utf8
        copied = index
      case ..<0x20: throw fault("Invalid control character at")
      default: index += 1
      }
    }
    throw fault("Unterminated string starting at", at: quote)
  }

  /// What an escape stands for, in the text that starts at `quote`.
  private mutating func escaped(in quote: Int) throws(Failure) -> Unicode.Scalar {
    guard let letter = byte(at: index + 1) else {
      throw fault("Unterminated string starting at", at: quote)
    }
    if letter == UInt8(ascii: "u") { return try unicodeEscape() }
    guard let scalar = Self.scalar(escapedAs: letter) else { throw fault("Invalid \\escape") }
    index += 2
    return scalar
  }

  private static func scalar(escapedAs letter: UInt8) -> Unicode.Scalar? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): Unicode.Scalar(letter)
    case UInt8(ascii: "b"): "\u{8}"
    case UInt8(ascii: "f"): "\u{C}"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "t"): "\t"
    default: nil
    }
  }

  /// One `\uXXXX`, or two that make a pair. Half a pair is U+FFFD: Python keeps it, and fails later
  /// when it writes it into an answer.
  private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
    let unit = try codeUnit(at: index)
    index += 6
    if UTF16.isLeadSurrogate(unit), byte(at: index) == UInt8(ascii: "\\"),
      byte(at: index + 1) == UInt8(ascii: "u")
    {
      let second = try codeUnit(at: index)
      if UTF16.isTrailSurrogate(second) {
        index += 6
        return UTF16.decode(UTF16.EncodedScalar([unit, second]))
      }
    }
    return Unicode.Scalar(unit) ?? "\u{FFFD}"
  }

  /// The four digits of the escape at `escape`. Python wants something after them, too, and else
  /// finds fault with the escape rather than with the missing quote.
  private func codeUnit(at escape: Int) throws(Failure) -> UInt16 {
    var unit: UInt16 = 0
    for position in escape + 2..<escape + 6 {
      guard let digit = byte(at: position)?.hexDigit else {
        throw fault("Invalid \\uXXXX escape", at: escape + 1)
      }
      unit = unit << 4 | digit
    }
    guard byte(at: escape + 6) != nil else {
      throw fault("Invalid \\uXXXX escape", at: escape + 1)
    }
    return unit
  }
}

extension UInt8 {
  /// What it is worth as a hexadecimal digit.
  fileprivate var hexDigit: UInt16? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(self - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(self - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
