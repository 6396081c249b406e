import ClawMirror

/// What a run of text is for. Themes give each role a style; views name roles and never colours.
public enum Role: String, Sendable, CaseIterable {
  /// Whatever has no role of its own, and the background of all.
  case base
  case brand
  case muted
  case strong
  case border
  case borderFocused = "border-focused"
  case tab
  case tabSelected = "tab-selected"
  /// The mark beside the selected card.
  case cursor
  /// The title of the selected card.
  case selected
  /// A card that changed column a moment ago.
  case moved
  /// The row of a list that is chosen.
  case row
  /// The line of the palette that is chosen.
  case chosen
  /// A card that the user has marked.
  case marked
  /// What was looked for.
  case match
  case key
  case good
  case warning
  case error
  /// Where text is typed.
  case field
  case bar
  case barRest = "bar-rest"
  case pending, planning, running, waiting, completed, failed, cancelled
}

extension BoardColumn {
  /// The role of the state's glyph and name.
  var role: Role {
    switch self {
    case .pending: .pending
    case .planning: .planning
    case .running: .running
    case .waiting: .waiting
    case .completed: .completed
    case .failed: .failed
    case .cancelled: .cancelled
    }
  }
}
