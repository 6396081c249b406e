import Foundation

/// Bytes as they come in, cut into lines: at `\n`, `\r` or both together. A line is whole before it is
/// read as text, so that a character is never read in two halves.
struct ByteLines: Sendable {
  struct Line: Sendable, Equatable {
    /// Without its end.
    var bytes: [UInt8] = []
    /// How much longer it was: what is behind ``ByteLines/limitBytes`` is gone.
    var droppedBytes = 0
    /// It ended with `\r` alone: a terminal writes the next one over it.
    var isOverwritten = false

    var isCut: Bool { droppedBytes > 0 }

    /// What is no UTF-8 reads as U+FFFD.
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Bytes of a line that are kept.
  let limitBytes: Int
  private var unfinished = Line()
  private var hasBegun = false
  /// A `\r` has come: what is next tells whether it is the whole end.
  private var hasReturn = false

  init(limitBytes: Int) {
    self.limitBytes = limitBytes
  }

  /// The lines that end in these bytes.
  mutating func add(_ bytes: some Collection<UInt8>) -> [Line] {
    bytes.withContiguousStorageIfAvailable { add(UnsafeRawBufferPointer($0)) }
      ?? Array(bytes).withUnsafeBytes { add($0) }
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) -> [Line] {
    var lines: [Line] = []
    var rest = bytes[...]
    while let next = rest.first {
      if hasReturn {
        lines.append(take(isOverwritten: next != UInt8(ascii: "\n")))
        if next == UInt8(ascii: "\n") { rest.removeFirst() }
        continue
      }
      guard let end = Self.end(in: UnsafeRawBufferPointer(rebasing: rest)) else {
        keep(rest)
        break
      }
      keep(rest.prefix(end))
      rest = rest.dropFirst(end)
      if rest.removeFirst() == UInt8(ascii: "\n") { lines.append(take()) } else { hasReturn = true }
    }
    return lines
  }

  /// The last line, where nothing ended it.
  mutating func finish() -> Line? { hasBegun ? take() : nil }

  /// Where the first line ends.
  private static func end(in bytes: UnsafeRawBufferPointer) -> Int? {
    let newline = index(of: UInt8(ascii: "\n"), in: bytes)
    return index(of: UInt8(ascii: "\r"), in: .init(rebasing: bytes.prefix(newline ?? bytes.count)))
      ?? newline
  }

  /// The system's search: a flood of output goes through here.
  private static func index(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    return memchr(base, Int32(byte), bytes.count).map { UnsafeRawPointer($0) - base }
  }

  private mutating func keep(_ bytes: some Collection<UInt8>) {
    hasBegun = true
    let room = limitBytes - unfinished.bytes.count
    unfinished.droppedBytes += max(0, bytes.count - room)
    unfinished.bytes += bytes.prefix(room)
  }

  private mutating func take(isOverwritten: Bool = false) -> Line {
    defer { (unfinished, hasBegun, hasReturn) = (Line(), false, false) }
    unfinished.isOverwritten = isOverwritten
    return unfinished
  }
}
