import ClawLink
import ClawNode
import Foundation

/// The agents of a node that starts: what the settings and the environment say together. Variables
/// count before the settings, as everywhere.
struct NodeAgents {
  /// Programs in the order of the settings, the five of the contract, the demo: the first that is
  /// available takes a task that names none.
  private(set) var agents: [any Agent] = []
  /// What is missing and keeps nothing from working: one line each.
  private(set) var remarks: [String] = []
  /// For git, beside the programs.
  let standardEnvironment: CommandEnvironment

  private let environment: [String: String]

  /// - Parameters:
  ///   - isOwn: whether an address leads to the node itself: an agent there would wait for itself.
  init(
    _ entries: [AgentEntry], environment: [String: String], in folders: CommandFolders,
    isOwn: (URL) -> Bool
  ) throws(CommandFailure) {
    self.environment = environment
    standardEnvironment = CommandEnvironment(allowing: [], of: environment)
    var upstreams: [ModelKind: (UpstreamEntry, AgentEntry)] = [:]
    for entry in entries {
      switch entry.work {
      case .program(let settings): add(settings, in: folders)
      case .upstream(let kind, let upstream): upstreams[kind] = (upstream, entry)
      }
    }
    let client = UpstreamClient()
    for kind in ModelKind.allCases {
      let source = AgentSource(kind: kind, entry: upstreams[kind]?.1)
      if let settings = try settings(of: kind, upstreams[kind]?.0, source, isOwn: isOwn) {
        agents.append(ModelAgent(kind, settings, over: client))
        continue
      }
      agents.append(UnconfiguredAgent(kind))
      if upstreams[kind] != nil {
        remarks.append("the agent \(kind.rawValue) is not set up: \(source.wayOut)")
      }
    }
    agents.append(DemoAgent())
  }

  private mutating func add(_ settings: CommandSettings, in folders: CommandFolders) {
    let environment = CommandEnvironment(allowing: settings.environment, of: environment)
    for name in environment.missing {
      remarks.append("the agent \(settings.name) may have \(name), and it is not set here")
    }
    agents.append(CommandAgent(settings, environment: environment, in: folders))
  }

  /// `nil` where nobody has set it up.
  private func settings(
    of kind: ModelKind, _ entry: UpstreamEntry?, _ source: AgentSource, isOwn: (URL) -> Bool
  ) throws(CommandFailure) -> ModelSettings? {
    let address = value(kind.urlVariable) ?? entry?.baseUrl
    let key = try key(of: kind, entry, source)
    // A key is wanted by the upstream that everybody knows; another one may do without. What answers
    // at the usual port need not be the one that is meant, but Ollama says that it is.
    let isMeant = key != nil || kind == .ollama || (entry != nil && !kind.needsKey)
    guard let baseUrl = address ?? (isMeant ? kind.standardURL : nil) else { return nil }
    do throws(ClawLinkError) {
      let settings = try ModelSettings(
        baseUrl: baseUrl, key: key, model: value(kind.modelVariable) ?? entry?.model,
        maxTokens: entry?.maxTokens ?? 4096, limit: entry?.limit ?? .seconds(300),
        atOnce: entry?.atOnce)
      guard let url = URL(string: settings.baseUrl), !isOwn(url) else {
        throw .configuration(
          key: "baseUrl",
          problem: "\(settings.baseUrl) is this node itself: give the address of "
            + "\(kind.rawValue), or another --port")
      }
      return settings
    } catch {
      throw source.failure(error, variable: value(kind.urlVariable).map { _ in kind.urlVariable })
    }
  }

  private func key(
    of kind: ModelKind, _ entry: UpstreamEntry?, _ source: AgentSource
  ) throws(CommandFailure) -> BearerToken? {
    do throws(ClawLinkError) {
      if let text = value(kind.keyVariable) {
        return try BearerToken(text.trimmingCharacters(in: .whitespacesAndNewlines))
      }
      return try entry?.keyFile.map { path throws(ClawLinkError) in
        try BearerToken(SecretFile(path: path, key: AgentEntry.Field.keyFile.rawValue).line)
      }
    } catch {
      throw source.failure(
        error, .keyFile, variable: value(kind.keyVariable) == nil ? nil : kind.keyVariable)
    }
  }

  /// An empty variable counts as none.
  private func value(_ name: String?) -> String? {
    name.flatMap { environment[$0] }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Where an agent was described.
private struct AgentSource {
  let kind: ModelKind
  let entry: AgentEntry?

  /// How it would be set up.
  var wayOut: String {
    kind.keyVariable.map { "set \($0), or keyFile in the settings" }
      ?? "set \(kind.urlVariable), or baseUrl in the settings"
  }

  /// - Parameters:
  ///   - field: what is wrong, where the error calls it otherwise.
  ///   - variable: that the value came from.
  func failure(
    _ error: ClawLinkError, _ field: AgentEntry.Field? = nil, variable: String?
  ) -> CommandFailure {
    guard case .configuration(var key, let problem) = error else {
      return CommandFailure(.usage, "agent '\(kind.rawValue)': \(error)")
    }
    key = field?.rawValue ?? key
    if let variable { return CommandFailure(.usage, "\(variable): \(problem)") }
    guard let place = entry?.place else {
      return CommandFailure(.usage, "agent '\(kind.rawValue)', \(key): \(problem)")
    }
    return CommandFailure(.usage, "\(place.words(key)): \(problem)")
  }
}
