import ClawLink

/// What ssh has said, line by line; of old lines only what still tells something.
struct SSHWords: Sendable, Equatable {
  /// Longer lines are nobody's who wants to be read.
  private static let limitBytes = 4096

  private var unfinished: [UInt8] = []
  /// The last line that says something, cleaned.
  private(set) var last: String?
  /// Why the far end made no connection to the node, when it last did not.
  private var refusal: Refusal?

  enum Refusal: Sendable, Equatable {
    /// Nobody listens there.
    case noNode(String)
    /// The machine forwards nothing, or not there.
    case prohibited(String)

    init(_ words: String) {
      let mark = "connect failed: "
      let reason = words.hasPrefix(mark) ? String(words.dropFirst(mark.count)) : words
      switch reason {
      case _ where reason.hasPrefix("administratively prohibited"):
        self = .prohibited("forwarding is \(reason)")
      // All that is said of a socket's path.
      case "open failed": self = .noNode("nobody listens there")
      default: self = .noNode(reason.prefix(1).lowercased() + reason.dropFirst())
      }
    }
  }

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        finishLine()
      } else if unfinished.count < Self.limitBytes {
        unfinished.append(byte)
      }
    }
  }

  /// Takes what is there for a line: ssh has ended.
  mutating func finishLine() {
    let line = NodeText(String(decoding: unfinished, as: UTF8.self)).shown(upTo: 200).trimmed
    unfinished = []
    guard !line.isEmpty, !line.hasPrefix("Warning: Permanently added") else { return }
    last = line.hasSuffix("exec: ssh: not found") ? "it is not installed" : line.withoutSpeaker
    // `channel 2: open failed: connect failed: Connection refused`
    guard line.hasPrefix("channel "), let mark = line.firstRange(of: "open failed: ") else {
      return
    }
    refusal = Refusal(String(line[mark.upperBound...]))
  }

  /// The last refusal that was not taken yet.
  mutating func takeRefusal() -> Refusal? {
    defer { refusal = nil }
    return refusal
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let end = text.last, end.isWhitespace { text.removeLast() }
    return String(text)
  }

  /// Without who says it, which is said anyway, and without a full stop: `ann@build: Permission
  /// denied (publickey).`
  fileprivate var withoutSpeaker: String {
    var text = Substring(self)
    if text.hasPrefix("ssh: ") { text.removeFirst("ssh: ".count) }
    if let colon = text.firstRange(of: ": "), text[..<colon.lowerBound].contains("@"),
      !text[..<colon.lowerBound].contains(" ")
    {
      text = text[colon.upperBound...]
    }
    if text.hasSuffix("."), !text.hasSuffix("..") { text.removeLast() }
    return String(text)
  }
}
