import ClawLink
import Foundation

/// Metadata as they are typed in one line: `team=core note="two words" tries:=3`. Behind `=` stands
/// a text, behind `:=` JSON.
struct MetadataText {
  struct Fault: Error, Equatable {
    let words: String
  }

  /// As it would be typed, in the order of the keys.
  static func text(of values: [String: JSONValue]) -> String {
    values.sorted { $0.key < $1.key }.map { key, value in
      guard let text = value.text?.raw else { return "\(key):=\(json(value))" }
      return "\(key)=\(isPlain(text) ? text : json(value))"
    }.joined(separator: " ")
  }

  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { !$0.isWhitespace && !"\"'{}[]".contains($0) }
  }

  private static func json(_ value: JSONValue) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  /// - Throws: what is wrong, and how it is written.
  static func values(of text: String) throws(Fault) -> [String: JSONValue] {
    var values: [String: JSONValue] = [:]
    for word in words(of: text) {
      let (key, value) = try pair(word)
      guard values[key] == nil else { throw Fault(words: "'\(key)' stands twice: leave one") }
      values[key] = value
    }
    return values
  }

  private static func pair(_ word: String) throws(Fault) -> (String, JSONValue) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let isJSON = parts[0].hasSuffix(":")
    let key = String(isJSON ? parts[0].dropLast() : parts[0])
    guard parts.count == 2, !key.isEmpty else {
      throw Fault(words: "'\(word)' is not written key=value")
    }
    let value = String(parts[1])
    guard isJSON || value.hasPrefix("\"") else { return (key, .string(value)) }
    guard let read = try? JSONDecoder().decode(JSONValue.self, from: Data(value.utf8)) else {
      throw Fault(
        words: isJSON
          ? "\(key): '\(value)' is no JSON: = takes a text" : "\(key): a quote has no end")
    }
    return (key, read)
  }

  /// Broken at blanks that stand in no quotes and no brackets.
  private static func words(of text: String) -> [String] {
    var words: [String] = [""]
    var (isQuoted, isEscaped, depth) = (false, false, 0)
    for character in text {
      if character.isWhitespace, !isQuoted, depth == 0 {
        words.append("")
        continue
      }
      if character == "\"", !isEscaped { isQuoted.toggle() }
      if !isQuoted { depth += "{[".contains(character) ? 1 : "}]".contains(character) ? -1 : 0 }
      isEscaped = character == "\\" && !isEscaped
      words[words.count - 1].append(character)
    }
    return words.filter { !$0.isEmpty }
  }
}
