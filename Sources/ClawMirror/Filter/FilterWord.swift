/// One word of a filter: quotes keep blanks and signs together, and take their meaning from them.
struct FilterWord: Sendable, Equatable {
  private struct Sign: Sendable, Equatable {
    let character: Character
    let isQuoted: Bool
  }

  private var signs: [Sign] = []
  private(set) var isNegated = false
  /// Something stood in quotes: a text that is empty on purpose.
  private(set) var hasQuotes = false

  /// The words of a text.
  ///
  /// - Throws: for a quote that does not end.
  static func words(of text: String) throws(TaskFilter.Fault) -> [FilterWord] {
    var words: [FilterWord] = []
    var word: FilterWord?
    var isQuoted = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
        word = word ?? FilterWord()
        word?.hasQuotes = true
      } else if character.isWhitespace, !isQuoted {
        if let word { words.append(word) }
        word = nil
      } else {
        word = word ?? FilterWord()
        word?.append(character, isQuoted: isQuoted)
      }
    }
    if isQuoted { throw TaskFilter.Fault(text, "a quote does not end: close it") }
    return words + [word].compactMap(\.self)
  }

  private mutating func append(_ character: Character, isQuoted: Bool) {
    if character == "!", !isQuoted, signs.isEmpty, !isNegated {
      isNegated = true
    } else {
      signs.append(Sign(character: character, isQuoted: isQuoted))
    }
  }

  var text: String { String(signs.map(\.character)) }

  /// The saved filter that it stands for; `nil` for a word without `@`, or with one in quotes.
  var savedName: String? {
    guard signs.first == Sign(character: "@", isQuoted: false) else { return nil }
    return String(signs.dropFirst().map(\.character))
  }

  /// What stands before and behind the first of these signs, and which it is; `nil` without any.
  func split(at wanted: Set<Character>) -> (head: String, sign: Character, tail: FilterWord)? {
    guard let place = signs.firstIndex(where: { !$0.isQuoted && wanted.contains($0.character) })
    else { return nil }
    var tail = FilterWord()
    tail.signs = Array(signs[(place + 1)...])
    tail.hasQuotes = hasQuotes
    return (String(signs[..<place].map(\.character)), signs[place].character, tail)
  }

  /// The values of a list: `a,b`.
  var values: [FilterWord] {
    signs.split(separator: Sign(character: ",", isQuoted: false), omittingEmptySubsequences: false)
      .map {
        var value = FilterWord()
        value.signs = Array($0)
        value.hasQuotes = hasQuotes
        return value
      }
  }

  /// The word as what it is to be compared with: `*` at either end is anything.
  var pattern: FilterPattern {
    let isOpen = { (sign: Sign?) in sign == Sign(character: "*", isQuoted: false) }
    let opensAtStart = isOpen(signs.first)
    var inner = signs[...]
    if opensAtStart { inner = inner.dropFirst() }
    let opensAtEnd = isOpen(inner.last)
    if opensAtEnd { inner = inner.dropLast() }
    return FilterPattern(
      text: String(inner.map(\.character)), opensAtStart: opensAtStart,
      opensAtEnd: opensAtEnd || opensAtStart && inner.isEmpty)
  }
}

/// A value of a filter: letters of either case are the same.
struct FilterPattern: Sendable, Equatable {
  let text: String
  let opensAtStart: Bool
  let opensAtEnd: Bool

  init(text: String, opensAtStart: Bool = false, opensAtEnd: Bool = false) {
    self.text = text.lowercased()
    self.opensAtStart = opensAtStart
    self.opensAtEnd = opensAtEnd
  }

  func matches(_ other: String) -> Bool {
    let other = other.lowercased()
    return switch (opensAtStart, opensAtEnd) {
    case (false, false): other == text
    case (false, true): other.hasPrefix(text)
    case (true, false): other.hasSuffix(text)
    case (true, true): text.isEmpty || other.contains(text)
    }
  }
}
