import ClawBoard

/// A command of the user's that the settings give a key.
struct OwnCommand: Sendable, Equatable {
  /// What an entry of the list may say.
  enum Field: String, CaseIterable {
    case key, name, run, when, output
  }

  let command: UserCommand
  /// As it was written.
  let run: String
  let place: SettingsPlace
}
