import ClawLink
import ClawMirror
import Foundation

/// Completes the last word of a filter: a key, or a value that is known here.
struct FilterCompletion {
  private static let keys = TaskFilter.keys.flatMap { key in
    switch key {
    case "meta.KEY": ["meta."]
    case "age>": [key, "age<"]
    default: [key + ":"]
    }
  }

  /// The word to be completed, and where it stands.
  private struct Place {
    /// The last term up to the word.
    var term = ""
    /// The word without its quotes.
    var word = ""
    /// Characters of the text that are the word.
    var length = 0
    var isQuoted = false

    init(in text: String) {
      for character in text {
        if character == "\"" {
          isQuoted.toggle()
          length += 1
        } else if character == " ", !isQuoted {
          self = Place()
        } else if ",:!".contains(character), !isQuoted {
          (term, word, length) = (term + word + String(character), "", 0)
        } else {
          word.append(character)
          length += 1
        }
      }
    }

    private init() {}
  }

  let model: Model

  /// The text with its last word completed as far as all that fit agree; `nil` where nothing fits.
  func completed(_ text: String) -> String? {
    let place = Place(in: text)
    let fitting = candidates(in: place).filter {
      $0.lowercased().hasPrefix(place.word.lowercased())
    }
    guard let first = fitting.first else { return nil }
    let common = fitting.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    let before = String(text.dropLast(place.length))
    guard place.term.contains(":"), !common.isEmpty, let written = written(common) else {
      return before + common
    }
    // What goes on needs its quote open.
    let isOpen = fitting.count > 1 && written.hasSuffix("\"")
    return before + (isOpen ? String(written.dropLast()) : written)
  }

  /// A value in quotes where it needs them; `nil` where it cannot be written.
  private func written(_ value: String) -> String? {
    FilterValue(NodeText(value)).term("").map { String($0.dropFirst()) }
  }

  private func candidates(in place: Place) -> [String] {
    guard let key = place.term.firstIndex(of: ":").map({ place.term[..<$0] }) else {
      guard !place.isQuoted else { return [] }
      return Self.keys + model.preferences.filters.keys.sorted().map { "@" + $0 }
    }
    return values(of: key.drop { $0 == "!" }.lowercased()).filter { written($0) != nil }
  }

  private func values(of key: String) -> [String] {
    switch key {
    case "agent": Set(model.nodeRecords.flatMap(\.agents).map(\.agentType.raw)).sorted()
    case "node": model.nodeOrder.map(\.text)
    case "state": BoardColumn.allCases.map { $0.name.lowercased() } + ["live", "ended"]
    case "mark": Mark.names
    case "is": TaskFilter.kinds
    case "who": ["me", "anonymous"]
    default: []
    }
  }
}
