public import ClawTerminal

/// A key that the settings give to one action and that was another one's.
struct KeyConflict: Sendable, Hashable {
  let key: Key
  let winner: Action
  let loser: Action

  /// One line with the way out.
  var words: String {
    let wayOut =
      loser == .goToColumn
      ? "that column has no key" : "\(loser.rawValue) lost it: give it another key"
    return "keys: '\(key.name)' is \(winner.rawValue) now; \(wayOut)"
  }
}

extension Keymap {
  /// With keys of the user's own: they go to the first row of their action in each place, and what
  /// another action had there it loses.
  init(_ standard: Keymap, with choice: KeyChoice) {
    var (rows, conflicts): ([Binding], [KeyConflict]) = ([], [])
    let places = Self.places(of: standard.bindings, with: choice)
    for (index, binding) in standard.bindings.enumerated() {
      var groups: [(keys: [Key], contexts: Set<Context>)] = []
      for context in binding.contexts.inOrder {
        let (keys, lost) = places.keys(of: binding, index, in: context)
        conflicts += lost.filter { choice.keys[$0.loser] == nil && !conflicts.contains($0) }
        if let group = groups.firstIndex(where: { $0.keys == keys }) {
          groups[group].contexts.insert(context)
        } else {
          groups.append((keys, [context]))
        }
      }
      rows += groups.map { binding.with($0.keys, in: $0.contexts) }
    }
    self.init(rows)
    self.conflicts = conflicts
  }

  /// What the settings give, by row and place.
  private struct Places {
    var given: [Int: [Context: [Key]]] = [:]
    var takers: [Context: [Key: Action]] = [:]

    /// The keys of a row there, and what others have taken of them.
    func keys(
      of binding: Binding, _ index: Int, in context: Context
    ) -> (keys: [Key], lost: [KeyConflict]) {
      if let keys = given[index]?[context] { return (keys, []) }
      let takers = takers[context] ?? [:]
      let lost = binding.keys.compactMap { key in
        takers[key].map { KeyConflict(key: key, winner: $0, loser: binding.action) }
      }
      return (
        binding.keys.filter { takers[$0] == nil }, lost.filter { $0.winner != binding.action }
      )
    }
  }

  private static func places(of rows: [Binding], with choice: KeyChoice) -> Places {
    var places = Places()
    var seen: [Action: Set<Context>] = [:]
    for (index, binding) in rows.enumerated() where choice.keys[binding.action] != nil {
      for context in binding.contexts.subtracting(seen[binding.action] ?? []) {
        guard let keys = choice.keys(for: binding, in: context) else { continue }
        places.given[index, default: [:]][context] = keys
        for key in keys { places.takers[context, default: [:]][key] = binding.action }
      }
      seen[binding.action, default: []].formUnion(binding.contexts)
    }
    return places
  }
}

extension Keymap {
  /// As the settings have them.
  init(_ settings: BoardSettings) {
    let keymap = settings.keys.isEmpty ? Keymap.standard : Keymap(.standard, with: settings.keys)
    self = settings.commands.isEmpty ? keymap : keymap.adding(settings.commands)
  }

  private func adding(_ commands: [UserCommand]) -> Keymap {
    var keymap = Keymap(
      bindings
        + commands.map { command in
          Binding(
            action: .command, keys: [.character(command.key)], contexts: [.commands],
            help: command.name)
        })
    keymap.conflicts = conflicts
    return keymap
  }
}

extension Keymap.Binding {
  fileprivate func with(_ keys: [Key], in contexts: Set<Keymap.Context>) -> Keymap.Binding {
    Keymap.Binding(
      action: action, keys: keys, contexts: contexts, help: help, footer: footer)
  }
}

extension KeyChoice {
  /// One line for each key that an action has lost without a word on it, those of the board first.
  public var conflicts: [String] {
    guard !isEmpty else { return [] }
    let isOnBoard = { (conflict: KeyConflict) in
      Keymap.standard.keys(of: conflict.loser, in: .board).contains(conflict.key)
    }
    let conflicts = Keymap(.standard, with: self).conflicts
    return (conflicts.filter(isOnBoard) + conflicts.filter { !isOnBoard($0) }).map(\.words)
  }
}

extension KeyChoice {
  /// What a key means in the menu of commands, whatever is in it; `nil` for nothing.
  public func menuAction(of key: Key) -> Action? {
    Keymap(.standard, with: self).action(for: key, in: .commands)
  }
}
