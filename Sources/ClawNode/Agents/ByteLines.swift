/// Bytes as they come in, cut into lines: at `\n`, `\r` or both together. A line is whole before it is
/// read as text, so that a character is never read in two halves.
struct ByteLines: Sendable {
  struct Line: Sendable, Equatable {
    /// Without its end.
    var bytes: [UInt8] = []
    /// It was longer: what is behind ``ByteLines/limitBytes`` is gone.
    var isCut = false

    /// What is no UTF-8 reads as U+FFFD.
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Bytes of a line that are kept.
  let limitBytes: Int
  private var unfinished = Line()
  private var hasBegun = false
  private var endedWithReturn = false

  init(limitBytes: Int) {
    self.limitBytes = limitBytes
  }

  /// The lines that end in these bytes.
  mutating func add(_ bytes: some Collection<UInt8>) -> [Line] {
    var lines: [Line] = []
    var rest = bytes[...]
    // The second half of an end whose first came with the bytes before.
    if endedWithReturn, rest.first == UInt8(ascii: "\n") { rest = rest.dropFirst() }
    if !bytes.isEmpty { endedWithReturn = false }
    while let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    {
      keep(rest[..<end])
      lines.append(take())
      let isReturn = rest[end] == UInt8(ascii: "\r")
      rest = rest[rest.index(after: end)...]
      guard isReturn else { continue }
      if rest.first == UInt8(ascii: "\n") {
        rest = rest.dropFirst()
      } else {
        endedWithReturn = rest.isEmpty
      }
    }
    if !rest.isEmpty { keep(rest) }
    return lines
  }

  /// The last line, where nothing ended it.
  mutating func finish() -> Line? { hasBegun ? take() : nil }

  private mutating func keep(_ bytes: some Collection<UInt8>) {
    hasBegun = true
    let room = limitBytes - unfinished.bytes.count
    if bytes.count > room { unfinished.isCut = true }
    unfinished.bytes += bytes.prefix(room)
  }

  private mutating func take() -> Line {
    defer { (unfinished, hasBegun) = (Line(), false) }
    return unfinished
  }
}
