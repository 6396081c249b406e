public import Foundation

/// CoderClaw's view of where its tasks run: one adapter, or several as a cluster.
///
/// ```swift
/// let runtime = try CoderClawRuntime(adapter, mode: .remoteEnabled)
/// let task = try await runtime.submitTask(TaskSubmitRequest(input: "Build login page"))
/// for try await event in try await runtime.streamTaskUpdates(task.id) {
///   print(event.status)
/// }
/// ```
///
/// Everything about a task goes to the node that has it, also for a task that another runtime
/// submitted: then the nodes are asked for it. Every operation throws ``ClawLinkError``.
public actor CoderClawRuntime {
  /// Where tasks run.
  public enum Mode: String, Sendable, CaseIterable {
    /// In this process: takes one local adapter and no other.
    case localOnly = "local-only"
    /// On the one node of the adapter, local or not.
    case remoteEnabled = "remote-enabled"
    /// On several nodes: each task on the healthy one that has its agent and the least live work.
    case distributedCluster = "distributed-cluster"
  }

  /// The version of this library.
  public static let version = "0.1.0"

  /// Where tasks run.
  public nonisolated let mode: Mode
  private let startedAt: Date
  private let now: @Sendable () -> Date
  private var nodes: [RuntimeNode]

  /// Takes the adapters; nothing is asked of them yet.
  ///
  /// - Parameters:
  ///   - adapters: one, or for a cluster one for each node.
  ///   - mode: where tasks run.
  ///   - now: the clock that the uptime is read from.
  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with key `mode` for adapters that do
  ///   not fit the mode.
  public init(
    _ adapters: any TransportAdapter..., mode: Mode,
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws(ClawLinkError) {
    try self.init(adapters, mode: mode, now: now)
  }

  /// The same for a list.
  public init(
    _ adapters: [any TransportAdapter], mode: Mode,
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws(ClawLinkError) {
    if let problem = mode.problem(with: adapters) {
      throw .configuration(key: "mode", problem: problem)
    }
    self.mode = mode
    self.now = now
    startedAt = now()
    nodes = adapters.map { RuntimeNode(adapter: $0) }
  }

  // MARK: Tasks

  /// Hands over a task; the answer says on which node and to which agent.
  public func submitTask(
    _ request: TaskSubmitRequest
  ) async throws(ClawLinkError) -> SubmittedTask {
    let index = try await place(request)
    nodes[index].submissions += 1
    defer { nodes[index].submissions -= 1 }
    let task = try await ask(index) { (adapter) throws(ClawLinkError) in
      try await adapter.submitTask(request)
    }
    nodes[index].tasks[task.id] = task.state
    return task
  }

  /// A task's state, or `nil` when no node knows it.
  public func queryTaskState(_ id: TaskID) async throws(ClawLinkError) -> TaskState? {
    if let index = home(of: id) { return try await state(of: id, on: index) }
    return try await findHome(of: id)?.state
  }

  /// Follows a task on its node.
  ///
  /// - Throws: ``ClawLinkError/taskUnknown(node:id:)`` when no node knows it.
  public func streamTaskUpdates(
    _ id: TaskID, ending: TaskUpdates.Ending = .atFinalState
  ) async throws(ClawLinkError) -> TaskUpdates {
    let index: Int? =
      if let known = home(of: id) { known } else { try await findHome(of: id)?.index }
    guard let index else { throw .taskUnknown(node: allNodes, id: id) }
    return nodes[index].adapter.streamTaskUpdates(id, ending: ending)
  }

  /// Asks the task's node to cancel it.
  public func cancelTask(_ id: TaskID) async throws(ClawLinkError) -> CancelOutcome {
    let index: Int? =
      if let known = home(of: id) { known } else { try await findHome(of: id)?.index }
    guard let index else { return .unknownToNode }
    let outcome = try await ask(index) { (adapter) throws(ClawLinkError) in
      try await adapter.cancelTask(id)
    }
    _ = try? await state(of: id, on: index)
    return outcome
  }

  // MARK: Agents and skills

  /// The agents of all nodes; one that several list stands once, configured if it is on any.
  public func listAgents() async throws(ClawLinkError) -> [AgentInfo] {
    let all = try await fromAll { (adapter) throws(ClawLinkError) in
      try await adapter.listAgents()
    }
    return all.reduce(into: []) { agents, agent in
      if let index = agents.firstIndex(where: { $0.agentType == agent.agentType }) {
        if agent.isConfigured, !agents[index].isConfigured { agents[index] = agent }
      } else {
        agents.append(agent)
      }
    }
  }

  /// The skills of all nodes, each once.
  public func listSkills() async throws(ClawLinkError) -> [SkillInfo] {
    let all = try await fromAll { (adapter) throws(ClawLinkError) in
      try await adapter.listSkills()
    }
    return all.reduce(into: []) { skills, skill in
      if !skills.contains(where: { $0.id == skill.id }) { skills.append(skill) }
    }
  }

  /// What the nodes that answer say, in the order of the nodes.
  ///
  /// - Throws: the first error when none of them answers.
  private func fromAll<Value: Sendable>(
    _ question: @Sendable (any TransportAdapter) async throws(ClawLinkError) -> [Value]
  ) async throws(ClawLinkError) -> [Value] {
    var values: [Value] = []
    var answers = 0
    var firstError: ClawLinkError?
    for index in nodes.indices {
      do throws(ClawLinkError) {
        values += try await ask(index, question)
        answers += 1
      } catch {
        firstError = firstError ?? error
        if error == .cancelled { throw error }
      }
    }
    if let firstError, answers == 0 { throw firstError }
    return values
  }

  // MARK: Status

  /// What is known, without asking anyone: health as it was last seen.
  public func getStatus() -> RuntimeStatus {
    let statuses = nodes.map(\.status)
    return RuntimeStatus(
      version: Self.version, mode: mode, uptime: now().timeIntervalSince(startedAt),
      activeTasks: statuses.map(\.activeTasks).reduce(0, +),
      totalTasks: statuses.map(\.totalTasks).reduce(0, +), nodes: statuses)
  }

  /// Closes all adapters.
  public func close() async {
    for node in nodes { await node.adapter.close() }
  }

  // MARK: Which node

  private var allNodes: String { nodes.map(\.adapter.node).joined(separator: ", ") }

  private func home(of id: TaskID) -> Int? {
    nodes.count == 1 ? 0 : nodes.firstIndex { $0.tasks[id] != nil }
  }

  /// Asks the nodes one after the other for a task that is not known here.
  private func findHome(
    of id: TaskID
  ) async throws(ClawLinkError) -> (index: Int, state: TaskState)? {
    var firstError: ClawLinkError?
    for index in nodes.indices {
      do throws(ClawLinkError) {
        if let state = try await state(of: id, on: index) { return (index, state) }
      } catch {
        firstError = firstError ?? error
      }
    }
    // A node that did not answer may have it.
    if let firstError { throw firstError }
    return nil
  }

  private func state(of id: TaskID, on index: Int) async throws(ClawLinkError) -> TaskState? {
    let state = try await ask(index) { (adapter) throws(ClawLinkError) in
      try await adapter.queryTaskState(id)
    }
    if let state {
      nodes[index].tasks[id] = state
    } else {
      nodes[index].tasks[id] = nil
    }
    return state
  }

  /// The node for a new task.
  private func place(_ request: TaskSubmitRequest) async throws(ClawLinkError) -> Int {
    guard nodes.count > 1 else { return 0 }
    var candidates: [Int] = []
    var firstError: ClawLinkError?
    for index in nodes.indices {
      do throws(ClawLinkError) {
        let agents = try await ask(index) { (adapter) throws(ClawLinkError) in
          try await adapter.listAgents()
        }
        guard agents.canRun(request.agentId) else { continue }
        try await lookAtLiveWork(on: index)
        candidates.append(index)
      } catch {
        firstError = firstError ?? error
        if error == .cancelled { throw error }
      }
    }
    // The first of equals: a cluster fills in the order in which it was given. Compared when all
    // have answered, because submissions come and go meanwhile.
    if let best = candidates.min(by: { nodes[$0].load < nodes[$1].load }) { return best }
    throw firstError
      ?? .configuration(
        key: "agent",
        problem:
          "no node of \(allNodes) has '\(NodeText(request.agentId ?? "any").shown)' configured"
      )
  }

  /// Asks anew how our live tasks on a node are.
  private func lookAtLiveWork(on index: Int) async throws(ClawLinkError) {
    for id in nodes[index].liveTasks { _ = try await state(of: id, on: index) }
  }

  /// Asks a node and remembers how it was.
  private func ask<Value: Sendable>(
    _ index: Int,
    _ question: (any TransportAdapter) async throws(ClawLinkError) -> Value
  ) async throws(ClawLinkError) -> Value {
    do {
      let value = try await question(nodes[index].adapter)
      nodes[index].health = .healthy(at: now())
      return value
    } catch {
      if error.mayPass { nodes[index].health = .failing(error, at: now()) }
      throw error
    }
  }
}

extension CoderClawRuntime.Mode {
  /// Why adapters do not fit the mode; `nil` when they do.
  fileprivate func problem(with adapters: [any TransportAdapter]) -> String? {
    switch self {
    case .localOnly where adapters.count != 1 || !adapters[0].isLocal:
      "local-only takes one local adapter and no other"
    case .remoteEnabled where adapters.count != 1:
      "remote-enabled takes one adapter; several make a distributed-cluster"
    case .distributedCluster where adapters.isEmpty:
      "distributed-cluster takes at least one adapter"
    case .distributedCluster where Set(adapters.map(\.node)).count < adapters.count:
      "two adapters of the cluster speak to one node"
    case .localOnly, .remoteEnabled, .distributedCluster: nil
    }
  }
}

extension [AgentInfo] {
  /// Whether an agent of that type, or any where none is asked for, is configured.
  fileprivate func canRun(_ agentId: String?) -> Bool {
    contains { agent in
      agent.isConfigured
        && (agentId == nil || agent.agentType.raw.lowercased() == agentId?.lowercased())
    }
  }
}
