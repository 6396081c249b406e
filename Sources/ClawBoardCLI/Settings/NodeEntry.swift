/// One node of the settings, or one that was named by its address.
struct NodeEntry: Sendable, Equatable {
  let name: String
  /// What is said of it; its address always is.
  var values: SettingValues
}
