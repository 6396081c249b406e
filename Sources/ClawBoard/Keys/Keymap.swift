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

  /// The first key of an action there, as it is called; empty where it has none.
  func key(for action: Action, in context: Context) -> String {
    bindings.first { $0.action == action && $0.contexts.contains(context) && !$0.keys.isEmpty }?
      .keys.first?.name ?? ""
  }

  func bindings(in context: Context) -> [Binding] {
    bindings.filter { $0.contexts.contains(context) }
  }

  /// The keys as they are without settings.
  static let standard = Keymap(
    streamKeys + cardKeys + taskKeys + findingKeys + tabKeys + paneKeys + copyKeys + programKeys
      + promptKeys + questionKeys + formKeys)
}
