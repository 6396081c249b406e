public import ClawTerminal

/// Keys of the user's own: what an action has in place of its usual ones.
public struct KeyChoice: Sendable, Equatable {
  /// None turns an action off.
  public private(set) var keys: [Action: [Key]] = [:]

  /// As it is without settings.
  public init() {}

  public var isEmpty: Bool { keys.isEmpty }

  /// Gives an action its keys.
  ///
  /// - Parameter keys: none turns it off.
  /// - Throws: why it cannot have these, and the way out.
  public mutating func set(_ action: Action, to keys: [Key]) throws(KeyFault) {
    if keys.isEmpty, let key = action.fixedKey {
      throw KeyFault("\(key.name) is the way out and stays: give it keys beside that")
    }
    if action == .goToColumn, !keys.isEmpty {
      throw KeyFault("it has the digits of the columns: write none, or take it out")
    }
    for key in keys { try check(key, of: action) }
    self.keys[action] = keys.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Whether the action may have the key where it is used.
  private func check(_ key: Key, of action: Action) throws(KeyFault) {
    let contexts = Keymap.standard.contexts(of: action)
    if key.isCharacter, contexts.isSubset(of: .lines) {
      throw KeyFault(
        "'\(key.name)' is a letter where a line is typed: give it a key as ^t, F5 or Up")
    }
    guard action.fixedKey != key else { return }
    for other in Action.allCases where other.fixedKey == key {
      let shared = contexts.intersection(Keymap.standard.contexts(of: other))
      guard let place = shared.inOrder.first else { continue }
      let words = other == .interrupt ? "twice leaves" : "goes back \(place.title.lowercasedFirst)"
      throw KeyFault("\(key.name) \(words), whatever else there is: give another key")
    }
  }

  /// The action of the settings that has one of these keys in one place with that one; `nil` for
  /// none.
  public func rival(of action: Action) -> (action: Action, key: Key)? {
    for context in Keymap.standard.contexts(of: action).inOrder {
      let own = keys(of: action, in: context)
      for other in Action.allCases where other != action {
        guard Keymap.standard.contexts(of: other).contains(context) else { continue }
        let shared = keys(of: other, in: context).first { own.contains($0) }
        if let shared { return (other, shared) }
      }
    }
    return nil
  }

  /// What the settings give it there, letters only where they are none.
  private func keys(of action: Action, in context: Keymap.Context) -> [Key] {
    let keys = keys[action] ?? []
    return Set.lines.contains(context) ? keys.filter { !$0.isCharacter } : keys
  }

  /// The keys of one row of the table there, with these settings.
  ///
  /// - Returns: `nil` where they say nothing of it.
  func keys(for binding: Keymap.Binding, in context: Keymap.Context) -> [Key]? {
    guard let given = keys[binding.action] else { return nil }
    guard !given.isEmpty else { return [] }
    var own = keys(of: binding.action, in: context)
    guard !own.isEmpty else { return nil }
    if let fixed = binding.action.fixedKey, binding.keys.contains(fixed), !own.contains(fixed) {
      own.append(fixed)
    }
    return own
  }
}

extension Action {
  /// The one that it never loses, so that nobody locks themselves out.
  var fixedKey: Key? {
    switch self {
    case .back, .closeForm: .escape
    case .interrupt: .control("c")
    default: nil
    }
  }
}

extension Set<Keymap.Context> {
  /// As the contexts are listed.
  var inOrder: [Keymap.Context] { Keymap.Context.allCases.filter(contains) }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
