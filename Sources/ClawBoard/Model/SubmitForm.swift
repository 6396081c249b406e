import ClawLink
import ClawMirror

/// A task being written. It outlives its dialog: closing keeps what was typed.
struct SubmitForm: Sendable, Equatable {
  enum Field: Int, Sendable, CaseIterable {
    case node, agent, description, prompt, send
  }

  enum Phase: Sendable, Equatable {
    case editing
    case sending
    /// What the node, or we, had against it.
    case refused(String)
    /// It went out and its answer was lost: the node may have the task.
    case unconfirmed(String)
    /// The user was told what sending it again would mean.
    case askedAgain
  }

  private(set) var node: NodeName
  /// There are several nodes to choose from: the form asks for one.
  var choosesNode = false
  var field = Field.prompt
  /// The `agent_type` to send to; `nil` until the node has listed an agent that is configured.
  var agent: NodeText?
  var description = TextEditor(isMultiline: false)
  var prompt = TextEditor(isMultiline: true)
  var phase = Phase.editing

  init(node: NodeName) {
    self.node = node
  }

  /// A form with what another board has left.
  init(_ draft: Draft, node: NodeName) {
    self.init(node: node)
    agent = draft.request.agentId.map { NodeText($0) }
    description = TextEditor(draft.request.description ?? "", isMultiline: false)
    prompt = TextEditor(draft.request.input, isMultiline: true)
    if draft.wasSent {
      phase = .unconfirmed("this was being sent when the board ended: it may be running already")
    }
  }

  /// The node may have it.
  private var mayBeSent: Bool {
    switch phase {
    case .sending, .unconfirmed, .askedAgain: true
    case .editing, .refused: false
    }
  }

  /// What is written; `nil` when nothing is.
  var draft: Draft? {
    guard hasText else { return nil }
    return Draft(
      node: node,
      request: TaskSubmitRequest(
        agentId: agent?.raw, description: description.isBlank ? nil : description.text,
        input: prompt.text),
      wasSent: mayBeSent)
  }

  /// What is to be said below the prompt.
  var remark: (text: String, role: Role)? {
    switch phase {
    case .editing: nil
    case .sending: ("sending to \(node)", .warning)
    case .refused(let reason): (reason, .error)
    case .unconfirmed(let reason): (reason, .error)
    case .askedAgain:
      ("It may be running already: ^s once more makes it two tasks. Esc keeps the text.", .error)
    }
  }

  var hasText: Bool { !description.isBlank || !prompt.isBlank }

  /// The request to send; `nil` while something is missing.
  var request: TaskSubmitRequest? {
    agent == nil || prompt.isBlank ? nil : draft?.request
  }

  /// What is missing, in words.
  var problem: String? {
    if agent == nil { return "no agent is configured on \(node)" }
    if prompt.isBlank { return "the prompt is empty: say what the agent should do" }
    return nil
  }

  mutating func moveField(_ step: Int) {
    let all = Field.allCases.filter { $0 != .node || choosesNode }
    let index = all.firstIndex(of: field) ?? 0
    field = all[(index + step + all.count) % all.count]
  }

  /// The next or previous node of a list. The agent is chosen anew where that node has not the same.
  mutating func moveNode(_ step: Int, among nodes: [NodeName], agents: (NodeName) -> [AgentInfo]) {
    guard let index = nodes.firstIndex(of: node) else { return }
    node = nodes[(index + step + nodes.count) % nodes.count]
    moveAgent(0, among: agents(node))
  }

  /// Takes a node, and one of its agents where that is said. What may have arrived at another node
  /// stays as it is.
  mutating func choose(_ node: NodeName, agent: NodeText?, among agents: [AgentInfo]) {
    guard !mayBeSent else { return }
    self.node = node
    if let agent { self.agent = agent }
    moveAgent(0, among: agents)
  }

  /// The next or previous agent of the node's list that is configured.
  mutating func moveAgent(_ step: Int, among agents: [AgentInfo]) {
    let choices = agents.filter(\.isConfigured).map(\.agentType)
    guard !choices.isEmpty else {
      agent = nil
      return
    }
    guard let agent, let index = choices.firstIndex(of: agent) else {
      agent = choices[0]
      return
    }
    self.agent = choices[(index + step + choices.count) % choices.count]
  }
}
