/// Something that a tmux client in control mode said.
enum TmuxControlEvent: Equatable {
  /// The answer to a command that came through the client's input.
  case reply(lines: [String], failed: Bool)
  /// Bytes that the program wrote.
  case output([UInt8])
  /// Any other change: of the size, of the session.
  case notification(String)
}

/// Makes events out of the bytes that a tmux client in control mode writes.
///
/// Lines stay bytes until they are whole, because an `%output` line may end within a character.
struct TmuxControlReader {
  private var line: [UInt8] = []
  private var reply: Reply?

  private struct Reply {
    /// Time, number and flags of the `%begin` line; the end repeats them.
    let mark: Substring
    var lines: [String] = []

    /// Commands from the arguments and from hooks are answered too, with the flags 0.
    var isForInput: Bool { mark.hasSuffix(" 1") }
  }

  mutating func events(in bytes: [UInt8]) -> [TmuxControlEvent] {
    var events: [TmuxControlEvent] = []
    for byte in bytes {
      guard byte == UInt8(ascii: "\n") else {
        line.append(byte)
        continue
      }
      if let event = event(ofLine: line) { events.append(event) }
      line.removeAll(keepingCapacity: true)
    }
    return events
  }

  private mutating func event(ofLine bytes: [UInt8]) -> TmuxControlEvent? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let open = reply else {
      if text.hasPrefix("%begin ") {
        reply = Reply(mark: text.dropFirst("%begin ".count))
        return nil
      }
      return Self.notification(text, bytes)
    }
    let isEnd = text == "%end \(open.mark)"
    guard isEnd || text == "%error \(open.mark)" else {
      reply?.lines.append(text)
      return nil
    }
    reply = nil
    return open.isForInput ? .reply(lines: open.lines, failed: !isEnd) : nil
  }

  private static func notification(_ text: String, _ bytes: [UInt8]) -> TmuxControlEvent {
    guard text.hasPrefix("%output ") else { return .notification(text) }
    let parts = bytes.split(
      separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
    return .output(parts.count == 3 ? unescaped(parts[2]) : [])
  }

  /// tmux writes control characters and the backslash as three octal digits.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3 {
        plain.append(digits.reduce(0) { $0 &* 8 &+ ($1 &- UInt8(ascii: "0")) })
        rest = rest.dropFirst(3)
      } else {
        plain.append(byte)
      }
    }
    return plain
  }
}
