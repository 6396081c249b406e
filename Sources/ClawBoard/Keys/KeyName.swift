public import ClawTerminal

extension Key {
  /// The keys that are no characters, by what help and footer call them.
  private static let names: [(key: Key, name: String)] =
    [
      (.character(" "), "Space"), (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"),
      (.backTab, "S-Tab"), (.backspace, "Backspace"), (.delete, "Del"), (.up, "Up"),
      (.down, "Down"), (.left, "Left"), (.right, "Right"), (.home, "Home"), (.end, "End"),
      (.pageUp, "PgUp"), (.pageDown, "PgDn"), (.controlLeft, "^Left"),
      (.controlRight, "^Right"), (.alt("\u{7F}"), "A-Backspace"),
    ] + functionNumbers.map { (.function($0), "F\($0)") }

  private static let functionNumbers = 1...63
  /// Beside letters, what a terminal has a code for with Ctrl.
  private static let controlSigns = "@\\]^_"
  /// What a terminal sends for another key.
  private static let disguises: [Character: String] = [
    "i": "Tab", "m": "Enter", "h": "Backspace", "[": "Esc",
  ]

  /// What help and footer call the key.
  public var name: String {
    switch self {
    case .character(let character) where character != " ": String(character)
    case .control(let character): "^" + String(character)
    case .alt(let character) where character != "\u{7F}": "A-" + String(character)
    default: Self.names.first { $0.key == self }?.name ?? "?"
    }
  }

  /// The key of that name, as ``name`` writes it; upper and lower case count only in a character.
  ///
  /// - Throws: what is wrong with the name, and the way out.
  public init(named name: String) throws(KeyFault) {
    if let known = Self.names.first(where: { $0.name.lowercased() == name.lowercased() }) {
      self = known.key
    } else if name.count == 1, let character = name.first {
      guard character.isTypedAsOne else {
        throw KeyFault("no terminal sends this sign as one key: give another")
      }
      self = .character(character)
    } else if name.count == 3, name.uppercased().hasPrefix("A-"), let last = name.last {
      guard last.isASCII, last.isTypedAsOne else {
        throw KeyFault("no terminal sends \(name) as one key: give Alt with a letter, as A-b")
      }
      self = .alt(last)
    } else if name.count == 2, name.hasPrefix("^"), let last = name.lowercased().last {
      self = .control(try Self.control(last))
    } else {
      throw KeyFault(unknown: name, among: Self.names.map(\.name))
    }
  }

  private static func control(_ character: Character) throws(KeyFault) -> Character {
    if let name = disguises[character] {
      throw KeyFault("to a terminal ^\(character) is \(name): write \(name), or give another key")
    }
    guard ("a"..."z").contains(character) || controlSigns.contains(character) else {
      throw KeyFault("no terminal sends ^\(character.shown): give Ctrl with a letter, as ^t")
    }
    return character
  }

  /// It stands for itself where a line is typed.
  var isCharacter: Bool { if case .character = self { true } else { false } }
}

extension Character {
  /// Of one scalar that is seen. How wide it is says nothing yet: no locale was chosen.
  fileprivate var isTypedAsOne: Bool {
    guard unicodeScalars.count == 1, let scalar = unicodeScalars.first else { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .nonspacingMark, .enclosingMark,
      .spacingMark, .lineSeparator, .paragraphSeparator, .spaceSeparator:
      return false
    default: return shown == String(self)
    }
  }
}
