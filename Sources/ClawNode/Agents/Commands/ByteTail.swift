/// The last lines of what a program writes: what is before them is counted and gone.
struct ByteTail: Sendable {
  /// Bytes that are kept. A line is no longer.
  let limitBytes: Int
  private var bytes: [UInt8] = []
  /// All that there ever were.
  private(set) var count = 0

  init(limitBytes: Int) {
    self.limitBytes = limitBytes
  }

  mutating func add(_ line: ByteLines.Line) {
    bytes += line.bytes
    bytes.append(UInt8(ascii: "\n"))
    count += line.bytes.count + line.droppedBytes + 1
    // Not with every line: that would move all of it each time.
    if bytes.count > 2 * limitBytes { bytes = Array(kept) }
  }

  /// From the beginning of a line on.
  private var kept: ArraySlice<UInt8> {
    // With the end of the line before.
    guard bytes.count > limitBytes + 1 else { return bytes[...] }
    let rest = bytes.suffix(limitBytes + 2)
    return rest.firstIndex(of: UInt8(ascii: "\n")).map { rest[($0 + 1)...] } ?? rest
  }

  /// What is kept, and how many bytes are not.
  var text: (kept: String, dropped: Int) {
    let kept = kept
    return (String(decoding: kept, as: UTF8.self), count - kept.count)
  }
}
