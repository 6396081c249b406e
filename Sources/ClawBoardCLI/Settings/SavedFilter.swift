/// A filter that the settings give a name.
struct SavedFilter: Sendable, Equatable {
  let name: String
  let text: String
  let place: SettingsPlace
}
