/// The pane below the columns.
struct Pane: Sendable, Equatable {
  enum Tab: Int, Sendable, CaseIterable {
    case detail, stream, agents, skills

    var name: String {
      switch self {
      case .detail: "Detail"
      case .stream: "Stream"
      case .agents: "Agents"
      case .skills: "Skills"
      }
    }

    /// The tab that is `step` to the right, around the end.
    func moved(_ step: Int) -> Tab {
      let all = Self.allCases
      return all[(rawValue + step + all.count) % all.count]
    }
  }

  var tab = Tab.detail
  /// Lines scrolled from the top; for the stream, from the bottom.
  var scroll = 0
  /// The pane has the whole body.
  var isZoomed = false
}
