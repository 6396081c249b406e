import ClawNode

/// An agent of our own node, as the settings describe it.
struct AgentEntry: Sendable, Equatable {
  /// What an entry of the list may say.
  enum Field: String, CaseIterable {
    case name, limit, atOnce
    /// Of a program.
    case run, description, folder, worktree, asks, environment
    /// Of one that asks a model.
    case baseUrl, keyFile, model, maxTokens

    static let program: [Field] = [.run, .description, .folder, .worktree, .asks, .environment]
    static let upstream: [Field] = [.baseUrl, .keyFile, .model, .maxTokens]
  }

  /// What stands behind it.
  enum Work: Sendable, Equatable {
    case program(CommandSettings)
    case upstream(ModelKind, UpstreamEntry)
  }

  let name: String
  let work: Work
  let place: SettingsPlace

  /// Whether a task could mean either.
  func isSame(as other: AgentEntry) -> Bool {
    if case .upstream(let kind, _) = work, case .upstream(kind, _) = other.work { return true }
    return name.lowercased() == other.name.lowercased()
  }
}

/// What the settings say of an agent that asks a model; `nil` for what they do not.
struct UpstreamEntry: Sendable, Equatable {
  var baseUrl: String?
  /// A path.
  var keyFile: String?
  var model: String?
  var maxTokens: Int?
  var limit: Duration?
  var atOnce: Int?
}
