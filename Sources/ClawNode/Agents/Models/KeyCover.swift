import ClawLink

/// Puts `***` in place of secrets in a text that comes in pieces, also where a secret is cut in two.
struct KeyCover: Sendable {
  private let secret: [UInt8]
  /// The last bytes so far, where a secret may begin with them.
  private var held: [UInt8] = []

  init(_ key: BearerToken) {
    secret = Array(key.secret.utf8)
  }

  /// The text that can be shown now: what has been held back, and the piece without its end where
  /// that may be the beginning of the secret.
  mutating func add(_ piece: String) -> String {
    let bytes = held + Array(piece.utf8)
    var shown: [UInt8] = []
    var copied = 0
    var index = 0
    while index + secret.count <= bytes.count {
      if bytes[index] == secret[0], bytes[index...].starts(with: secret) {
        shown += bytes[copied..<index] + Self.cover
        index += secret.count
        copied = index
      } else {
        index += 1
      }
    }
    let rest = bytes[copied...]
    let open = (0..<min(secret.count, rest.count + 1)).last {
      rest.suffix($0).elementsEqual(secret.prefix($0))
    }
    held = Array(rest.suffix(open ?? 0))
    return String(decoding: shown + rest.dropLast(held.count), as: UTF8.self)
  }

  /// What is still held back, at the end of the text. Much of a secret is covered as well.
  mutating func finish() -> String {
    defer { held = [] }
    return String(decoding: held.count < Self.fewBytes ? held : Self.cover, as: UTF8.self)
  }

  private static let cover = Array("***".utf8)
  /// As much of a secret is none yet.
  static let fewBytes = 8
}

extension String {
  /// Without these secrets, and then no longer than so many characters.
  func covering(_ keys: [BearerToken], upTo limit: Int) -> String {
    let text = covering(keys)
    return text.utf8.count <= limit || text.count <= limit ? text : text.prefix(limit) + "…"
  }

  /// Without these secrets.
  func covering(_ keys: [BearerToken]) -> String {
    keys.reduce(self) { text, key in
      var cover = KeyCover(key)
      return cover.add(text) + cover.finish()
    }
  }
}
