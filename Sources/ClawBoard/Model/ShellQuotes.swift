/// In which quotes a shell is, so far in a text.
struct ShellQuotes: Sendable {
  private enum Place {
    /// Outside of quotes, with so many parentheses open.
    case plain(Int)
    case single, double, comment
  }

  /// The innermost last: in double quotes there may be a command with quotes of its own.
  private var places: [Place] = [.plain(0)]
  /// A backslash stands before what comes next.
  private(set) var isEscaped = false
  private var last: Character?

  var isInSingleQuotes: Bool { if case .single = places.last { true } else { false } }
  var isInDoubleQuotes: Bool { if case .double = places.last { true } else { false } }

  /// - Parameter next: what comes behind it.
  mutating func take(_ character: Character, before next: Character?) {
    defer { last = isEscaped ? nil : character }
    guard !isEscaped else {
      isEscaped = false
      return
    }
    switch places.last {
    case .single?: if character == "'" { places.removeLast() }
    case .comment?: if character.isNewline { places.removeLast() }
    case .double?: takeInDoubleQuotes(character)
    case .plain(let depth)?: takePlain(character, depth)
    case nil: break
    }
  }

  private mutating func takeInDoubleQuotes(_ character: Character) {
    switch character {
    case "\\": isEscaped = true
    case "\"": places.removeLast()
    case "(" where last == "$": places.append(.plain(0))
    default: break
    }
  }

  private mutating func takePlain(_ character: Character, _ depth: Int) {
    switch character {
    case "\\": isEscaped = true
    case "'": places.append(.single)
    case "\"": places.append(.double)
    case "#" where last.map { $0.isWhitespace || ";&|(".contains($0) } ?? true:
      places.append(.comment)
    case "(": places[places.count - 1] = .plain(depth + 1)
    case ")" where depth > 0: places[places.count - 1] = .plain(depth - 1)
    case ")" where places.count > 1: places.removeLast()
    default: break
    }
  }
}
