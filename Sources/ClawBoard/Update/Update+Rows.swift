/// The rows of a list that can be chosen.
extension Model {
  /// Enter: what is chosen is used.
  mutating func useRow() -> [Effect]? { [] }
}
