import ClawMirror

/// What a run of text is for. Themes give each role a style; views name roles and never colours.
public enum Role: String, Sendable, CaseIterable {
  /// The whole screen: the text and the background that every other role stands on.
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
  /// A card that was marked with Space.
  case marked
  /// The selected row of a pane's list.
  case row
  /// The selected line of a palette or a chooser.
  case chosen
  /// What a search found.
  case match
  case key
  case good
  case warning
  case error
  /// Where text is typed.
  case field
  case bar
  case barRest = "bar-rest"
  /// Bars and curves made of cells.
  case plot
  case heading, code, quote
  /// Lines of a difference, and the line that says where they stand.
  case added, removed, hunk
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
