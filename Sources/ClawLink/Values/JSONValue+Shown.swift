import Foundation

extension JSONValue {
  /// One safe line: a text as ``NodeText/shown(upTo:)``, anything else as JSON, of no more than `limit`
  /// characters.
  public func shown(upTo limit: Int) -> String {
    if let text { return text.shown(upTo: limit) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "?"
    return NodeText(json).shown(upTo: limit)
  }
}
