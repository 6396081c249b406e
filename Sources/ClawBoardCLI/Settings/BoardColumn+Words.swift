import ClawBoard

extension BoardColumn {
  /// Stands alone, for an empty list.
  static let noState = "none"

  static func words(of text: String) -> [String] {
    text.split { $0 == "," || $0.isWhitespace }.map(String.init)
  }

  /// The states of a list, in their order; `nil` where something else is in it.
  static func states(written text: String) -> [BoardColumn]? {
    let words = words(of: text)
    if words == [noState] { return [] }
    guard !words.isEmpty, words.allSatisfy({ word in allCases.contains { $0.word == word } }) else {
      return nil
    }
    return allCases.filter { words.contains($0.word) }
  }
}
