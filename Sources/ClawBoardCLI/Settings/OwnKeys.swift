import ClawBoard
import ClawTerminal

/// The keys that the settings give to an action; none turns it off.
struct OwnKeys: Sendable, Equatable {
  /// How that is written.
  static let none = "none"

  let action: Action
  let keys: [Key]
  let place: SettingsPlace

  /// In one text.
  var words: String {
    keys.isEmpty ? Self.none : keys.map(\.name).joined(separator: " ")
  }
}

extension Settings {
  /// Keys of the user's own, as the board takes them.
  var keyChoice: KeyChoice {
    keys.reduce(into: KeyChoice()) { choice, own in
      // The reader has checked each.
      try? choice.set(own.action, to: own.keys)
    }
  }
}
