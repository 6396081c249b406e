import ClawLink

/// What a model has said so far.
struct Answer: Sendable {
  /// Secrets are covered in it.
  private(set) var text = ""
  private(set) var characters = 0
  private var thoughtCharacters = 0
  /// What came instead of text.
  var value: JSONValue?
  /// An answer that is read when it has come whole.
  var body: [UInt8] = []
  var metadata: [String: JSONValue]
  /// It has come to its end, although there may be more to read about it.
  var isWhole = false
  /// Nothing is to come any more.
  private(set) var isOver = false
  /// The model was stopped at its limit of tokens.
  var isCut = false
  private var covers: [KeyCover]

  /// - Parameters:
  ///   - metadata: what is known beforehand.
  ///   - secrets: are covered. Short ones are none that anybody would keep: `ollama` or `none` are
  ///     words of an answer.
  init(metadata: [String: JSONValue] = [:], covering secrets: [BearerToken] = []) {
    self.metadata = metadata
    covers = secrets.filter { $0.secret.utf8.count >= KeyCover.fewBytes }.map(KeyCover.init)
  }

  mutating func say(_ piece: NodeText?) {
    guard let piece else { return }
    add(covers.indices.reduce(piece.raw) { covers[$1].add($0) })
  }

  mutating func think(_ piece: NodeText?) {
    thoughtCharacters += piece?.raw.count ?? 0
  }

  /// Says what is still held back: nothing is to come any more.
  mutating func end() {
    guard !isOver else { return }
    (isWhole, isOver) = (true, true)
    add(covers.indices.reduce("") { covers[$1].add($0) + covers[$1].finish() })
  }

  private mutating func add(_ piece: String) {
    text += piece
    characters += piece.count
  }

  /// Takes counts in; later ones replace earlier ones.
  mutating func count(_ usage: [String: JSONValue]) {
    guard !usage.isEmpty else { return }
    metadata["usage"] = .object((metadata["usage"]?.object ?? [:]).merging(usage) { $1 })
  }

  /// Takes a short text about the answer in, such as the model's full name.
  mutating func note(_ key: String, _ value: JSONValue?) {
    guard let text = value?.text, !text.isEmpty else { return }
    metadata[key] = .string(String(text.raw.prefix(200)))
  }

  /// How far it is, in a line; `nil` before anything has come.
  var progress: String? {
    if characters > 0 { return "\(characters.grouped) characters: \(lastLine)" }
    return thoughtCharacters > 0 ? "thinking, \(thoughtCharacters.grouped) characters" : nil
  }

  /// The end of the last line that says something.
  private var lastLine: String {
    let end = text.suffix(1_000)
    let line = end.split { $0.isNewline }.last { !$0.allSatisfy(\.isWhitespace) } ?? ""
    let trimmed = String(line).trimmed
    return trimmed.count > 120 ? "…" + trimmed.suffix(120) : trimmed
  }

  /// What is kept of it when it fails.
  func beginning(covering secrets: [BearerToken]) -> String {
    let all = text.isEmpty ? String(decoding: body.prefix(16_384), as: UTF8.self) : text
    let count = text.isEmpty ? body.count : text.utf8.count
    let kept = String(all.covering(secrets).prefix(2_000))
    let left = count - kept.utf8.count
    return left > 0 ? "\(kept) … (\(left.grouped) bytes more)" : kept
  }
}

extension Int {
  /// `1,240`.
  var grouped: String {
    let digits = String(magnitude)
    let groups = stride(from: digits.count, to: 0, by: -3).map { end in
      String(digits.prefix(end).suffix(3))
    }
    return (self < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
  }
}
