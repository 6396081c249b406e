extension Keymap {
  /// Where keys are pressed.
  enum Context: String, Sendable, CaseIterable {
    case board
    case detail, stream, agents, skills, audit, nodes, stats
    case form, confirmation, help
    /// The key before it opens a list of what can follow.
    case copy
    /// A line that is typed in the footer's place.
    case prompt
    /// Such a line with a list above it.
    case palette

    init(_ tab: Pane.Tab) {
      self =
        switch tab {
        case .detail: .detail
        case .stream: .stream
        case .agents: .agents
        case .skills: .skills
        case .audit: .audit
        case .nodes: .nodes
        case .stats: .stats
        }
    }

    var title: String {
      switch self {
      case .board: "On the board"
      case .detail: "In Detail"
      case .stream: "In Stream"
      case .agents: "In Agents"
      case .skills: "In Skills"
      case .audit: "In Audit"
      case .nodes: "In Nodes"
      case .stats: "In Stats"
      case .form: "In the form"
      case .confirmation: "In a question"
      case .help: "In this help"
      case .copy: "Copy to the clipboard"
      case .prompt: "In a line that is typed"
      case .palette: "In the palette"
      }
    }
  }
}

extension Set<Keymap.Context> {
  static let panes: Self = [.detail, .stream, .agents, .skills, .audit, .nodes, .stats]
  static let boardAndPanes = panes.union([.board])
  /// Panes about the selected task.
  static let taskPanes: Self = [.detail, .stream]
  /// Panes of rows that can be chosen.
  static let lists: Self = [.agents, .skills, .audit, .nodes]
  /// Where one key chooses from a list.
  static let menus: Self = [.copy]
  /// What Esc closes, or leaves.
  static let closable = panes.union(menus).union([.confirmation, .help, .prompt, .palette])
  /// Where a line is typed.
  static let lines: Self = [.form, .prompt, .palette]
  static let everywhere = Self(Keymap.Context.allCases)
}
