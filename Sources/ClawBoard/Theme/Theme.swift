public import ClawTerminal

/// A style for every role.
public struct Theme: Sendable, Equatable {
  public let name: String
  let styles: [Role: Style]

  public init(name: String, styles: [Role: Style]) {
    self.name = name
    self.styles = styles
  }

  /// What the theme says of the role alone: on the screen it is laid over ``Role/base``. A role
  /// without a style of its own is plain.
  public subscript(role: Role) -> Style { styles[role] ?? .plain }

  /// Every role plain: readable everywhere.
  static let plain = Theme(name: "plain", styles: [:])
}
