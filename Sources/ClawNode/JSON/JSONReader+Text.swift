import Foundation

/// The body as text, and places in it.
extension JSONReader {
  /// The byte that is to be read; `nil` at the end.
  var next: UInt8? { byte(at: index) }

  func byte(at position: Int) -> UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  mutating func skipSpace() {
    while next?.isSpace == true { index += 1 }
  }

  /// A fault where the reader stands, or at the byte given.
  func fault(_ problem: String, at byte: Int? = nil) -> Failure {
    let position = bytes[..<(byte ?? index)].count { !$0.isContinuation }
    return .invalid(position: position, problem: problem)
  }

  /// A body as UTF-8 without its byte order mark; `nil` if it is not text. Python would also read
  /// UTF-16 and UTF-32, which it knows by their zeros: no client sends them.
  static func text(of body: Data) -> [UInt8]? {
    if body.isWide { return nil }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = [UInt8](body.starts(with: mark) ? body.dropFirst(mark.count) : body)
    if String(validating: bytes, as: UTF8.self) != nil { return bytes }
    let repaired = bytes.replacingSurrogates()
    return String(validating: repaired, as: UTF8.self) == nil ? nil : repaired
  }
}

extension Data {
  /// Whether Python takes it for UTF-16 or UTF-32.
  fileprivate var isWide: Bool {
    (count == 2 || count > 3) && prefix(2).contains(0)
  }
}

extension UInt8 {
  /// Whether it may stand between values: fewer bytes are space in JSON than elsewhere.
  fileprivate var isSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  /// Whether it is a later byte of a code point.
  fileprivate var isContinuation: Bool { self & 0xC0 == 0x80 }
}

extension [UInt8] {
  /// Python lets surrogates through that somebody wrote as UTF-8, which has none: each becomes
  /// U+FFFD, as those in escapes do.
  fileprivate func replacingSurrogates() -> [UInt8] {
    var result = self
    for index in indices.dropLast(2)
    where self[index] == 0xED && self[index + 1] >= 0xA0 && self[index + 1].isContinuation
      && self[index + 2].isContinuation
    {
      result.replaceSubrange(index...index + 2, with: [0xEF, 0xBF, 0xBD])
    }
    return result
  }
}
