extension Keymap {
  /// Where keys are pressed.
  enum Context: String, Sendable, CaseIterable {
    case board
    case detail, stream, agents, skills, audit, nodes, stats, output
    case form, help
    /// A question that the key before it answers as well.
    case confirmation
    /// One that wants a clear yes.
    case question
    /// A refusal, and what can be done about it.
    case refusal
    /// What became of what was done to several tasks.
    case outcome
    case drafts, unconfirmed
    /// The key before it opens a list of what can follow.
    case copy, commands
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
        case .output: .output
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
      case .output: "In Output"
      case .form: "In the form"
      case .confirmation: "In a question"
      case .question: "In a question that wants a yes"
      case .refusal: "Not permitted"
      case .outcome: "In what became of it"
      case .drafts: "In the drafts"
      case .unconfirmed: "In what is unconfirmed"
      case .help: "In this help"
      case .copy: "Copy to the clipboard"
      case .commands: "Your commands"
      case .prompt: "In a line that is typed"
      case .palette: "In the palette"
      }
    }
  }
}

extension Set<Keymap.Context> {
  static let panes: Self = [
    .detail, .stream, .agents, .skills, .audit, .nodes, .stats, .output,
  ]
  static let boardAndPanes = panes.union([.board])
  /// Panes about the selected task.
  static let taskPanes: Self = [.detail, .stream]
  /// Panes of rows that can be chosen.
  static let lists: Self = [.agents, .skills, .audit, .nodes]
  /// Where one key chooses from a list.
  static let menus: Self = [.copy, .commands]
  /// What Esc closes, or leaves.
  static let closable = panes.union(menus).union(questions)
    .union([.refusal, .outcome, .drafts, .unconfirmed, .help, .prompt, .palette])
  static let questions: Self = [.confirmation, .question]
  /// Dialogs in which a row is chosen.
  static let choices: Self = [.drafts, .unconfirmed]
  /// What may be longer than its place.
  static let paged = boardAndPanes.union([.help, .outcome])
  static let stepped = paged.union(choices)
  /// Where a line is typed.
  static let lines: Self = [.form, .prompt, .palette]
  static let everywhere = Self(Keymap.Context.allCases)
}
