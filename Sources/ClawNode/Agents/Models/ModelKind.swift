import ClawLink

/// The five agents that the contract names, in its order.
public enum ModelKind: String, CaseIterable, Sendable {
  /// Anthropic's Messages.
  case claude
  /// OpenAI's chat completions; also chosen by `openai`.
  case auggie
  /// Ollama's generate.
  case ollama
  case opendevin, goose

  /// By its name or another that it goes by, in any case.
  public init?(name: String) {
    let name = name.lowercased()
    guard
      let kind = Self.allCases.first(where: { $0.rawValue == name || $0.aliases.contains(name) })
    else { return nil }
    self = kind
  }

  /// Where its upstream is unless somebody says otherwise; `nil` where there is no such place: of
  /// goose the real node takes its own port, which answers nothing.
  public var standardURL: String? {
    switch self {
    case .claude: "https://api.anthropic.com"
    case .auggie: "https://api.openai.com/v1"
    case .ollama: "http://localhost:11434"
    case .opendevin: "http://localhost:3000"
    case .goose: nil
    }
  }

  /// The model that is asked where neither the settings nor the task name one; `nil` where the
  /// upstream chooses itself.
  public var standardModel: String? {
    switch self {
    case .claude: "claude-sonnet-5-5"
    case .auggie: "gpt-6.1-terra"
    case .ollama: "codellama"
    case .opendevin, .goose: nil
    }
  }

  /// Whether its standard upstream answers nobody without a key.
  public var needsKey: Bool { keyVariable != nil }

  /// The environment variable that holds the base URL.
  public var urlVariable: String {
    switch self {
    case .claude: "ANTHROPIC_BASE_URL"
    case .auggie: "OPENAI_BASE_URL"
    case .ollama: "OLLAMA_BASE_URL"
    case .opendevin: "OPENDEVIN_API_URL"
    case .goose: "GOOSE_API_URL"
    }
  }

  /// The one that holds the key; `nil` where there is none.
  public var keyVariable: String? {
    switch self {
    case .claude: "ANTHROPIC_API_KEY"
    case .auggie: "OPENAI_API_KEY"
    case .ollama, .opendevin, .goose: nil
    }
  }

  /// The one that holds the model; `nil` where there is none to choose.
  public var modelVariable: String? {
    switch self {
    case .claude: "ANTHROPIC_MODEL"
    case .auggie: "OPENAI_MODEL"
    case .ollama: "OLLAMA_MODEL"
    case .opendevin, .goose: nil
    }
  }

  var aliases: [String] { self == .auggie ? ["openai"] : [] }

  /// What the list of agents says of it.
  func info(isConfigured: Bool) -> AgentInfo {
    let (name, description, capabilities) =
      switch self {
      case .claude: ("Claude", "Anthropic Claude AI assistant", ["analysis", "conversation"])
      case .auggie: ("Auggie", "OpenAI-powered assistant", ["analysis", "conversation"])
      case .ollama: ("Ollama", "Local LLM via Ollama", ["conversation"])
      case .opendevin: ("OpenDevin", "OpenDevin agent", ["system_automation"])
      case .goose: ("Goose", "Goose agent", ["system_automation"])
      }
    return AgentInfo(
      agentType: NodeText(rawValue), name: NodeText(name), description: NodeText(description),
      isConfigured: isConfigured,
      capabilities: (["code_generation"] + capabilities).map { NodeText($0) })
  }
}
