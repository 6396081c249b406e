/// As much of an answer's head as a benchmark needs, found without making anything of the rest.
struct WireReplyHead {
  let status: Int
  /// Where the body begins and how long it is, in bytes.
  let bodyStart: Int
  let bodyLength: Int

  private static let lengthField = Array("content-length:".utf8)

  /// `nil` until the head is whole.
  init?(_ bytes: ArraySlice<UInt8>) {
    var status: Int?
    var length = 0
    var lineStart = bytes.startIndex
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      let line = bytes[lineStart..<index]
      lineStart = index + 1
      if line.count <= 1 {
        self.status = status ?? 0
        bodyStart = lineStart
        bodyLength = length
        return
      }
      if status == nil {
        status = Self.number(in: line.dropFirst("HTTP/1.1".utf8.count))
      } else if Self.isLength(line) {
        length = Self.number(in: line.dropFirst(Self.lengthField.count))
      }
    }
    return nil
  }

  private static func isLength(_ line: ArraySlice<UInt8>) -> Bool {
    // Sets the bit that tells small letters from capitals; the other signs have it already.
    line.count > lengthField.count && zip(line, lengthField).allSatisfy { $0 | 0x20 == $1 }
  }

  /// The first number.
  private static func number(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.drop { $0 == UInt8(ascii: " ") }
      .prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      .reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}
