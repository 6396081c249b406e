import ClawTerminal

/// Which key does what, where. Help, footer and palette are made from this table.
struct Keymap: Sendable, Equatable {
  struct Binding: Sendable, Equatable {
    let action: Action
    let keys: [Key]
    let contexts: Set<Context>
    /// What help says.
    let help: String
    /// What the footer says; `nil` leaves it out there.
    var footer: String?
  }

  let bindings: [Binding]
  /// What actions have lost to others by the settings.
  var conflicts: [KeyConflict] = []
  private let table: [Context: [Key: Action]]

  init(_ bindings: [Binding]) {
    self.bindings = bindings
    var table: [Context: [Key: Action]] = [:]
    for binding in bindings {
      for context in binding.contexts {
        for key in binding.keys { table[context, default: [:]][key] = binding.action }
      }
    }
    self.table = table
  }

  func action(for key: Key, in context: Context) -> Action? {
    table[context]?[key]
  }

  func bindings(in context: Context) -> [Binding] {
    bindings.filter { $0.contexts.contains(context) }
  }

  /// Where it is used.
  func contexts(of action: Action) -> Set<Context> {
    bindings.reduce(into: []) { if $1.action == action { $0.formUnion($1.contexts) } }
  }

  /// In the order of help.
  func keys(of action: Action, in context: Context) -> [Key] {
    bindings(in: context).filter { $0.action == action }.flatMap(\.keys)
  }

  /// The keys as they are without settings.
  static let standard = Keymap(
    streamKeys + cardKeys + taskKeys + findingKeys + tabKeys + paneKeys + copyKeys + commandKeys
      + programKeys
      + promptKeys + questionKeys + formKeys)
}

extension Keymap {
  /// All keys of an action there in one text; empty for none.
  func keyNames(of action: Action, in context: Context) -> String {
    Binding.names(of: keys(of: action, in: context), for: action)
  }
}

extension Keymap.Binding {
  /// All its keys in one text, for help.
  var keyNames: String { Self.names(of: keys, for: action) }

  fileprivate static func names(of keys: [Key], for action: Action) -> String {
    let names = keys.map(\.name)
    return action == .goToColumn && names.count == 7 ? "1-7" : names.joined(separator: " ")
  }
}
