import ClawLink
import ClawMirror
import Foundation

/// Something being written: a new task, another try of one, or an answer. It outlives its dialog:
/// closing keeps what was typed.
struct SubmitForm: Sendable, Equatable {
  enum Purpose: Sendable, Equatable {
    case task
    case retry(of: TaskID)
    case answer(to: TaskID, question: NodeText)
  }

  enum Field: Int, Sendable, CaseIterable {
    case node, sender, agent, description, prompt, model, thinking, metadata, send

    /// What few tasks need stands below the text.
    static let below: [Field] = [.model, .thinking, .metadata]
  }

  enum Phase: Sendable, Equatable {
    case editing
    /// What is to be read before it is sent: nobody has typed anything yet.
    case noted(String)
    case sending
    /// What the node, or we, had against it.
    case refused(String)
    /// It went out and its answer was lost.
    case unconfirmed(String)
    /// The user was told then what sending it again would mean.
    case askedAgain(Date)
  }

  /// No other form of this board has it.
  let id: Int
  private(set) var purpose: Purpose
  private(set) var node: NodeName
  /// What can be chosen: a node among several, who sends where we are somebody.
  var choices: Set<Field> = []
  var field = Field.prompt
  var sender = Sender.us
  /// Somebody has chosen the sender in this form.
  var hasChosenSender = false
  /// The `agent_type` to send to; `nil` until the node has listed an agent that is configured.
  var agent: NodeText?
  var description = TextEditor(isMultiline: false)
  var model = TextEditor(isMultiline: false)
  /// `nil` leaves it to the agent.
  var thinking: ThinkingLevel?
  var metadata = TextEditor(isMultiline: false)
  var prompt = TextEditor(isMultiline: true)
  var phase = Phase.editing
  /// It went out before, and nobody knows whether it arrived, whatever was typed since.
  var isDoubtful = false
  /// The line from which on what will be sent is looked at; `nil` while it is written.
  var look: Int?
  /// What stood in it at first: nobody has typed that.
  private var given: [String]?

  init(id: Int, node: NodeName, purpose: Purpose = .task) {
    self.id = id
    self.node = node
    self.purpose = purpose
  }

  // MARK: What is written

  /// Takes a whole request in, as from a template or of a task that is tried again.
  mutating func fill(with request: TaskSubmitRequest) {
    var rest = request.metadata
    agent = request.agentId.map { NodeText($0) } ?? agent
    put(request.description ?? "", into: \.description)
    put(request.input, into: \.prompt)
    put(request.model ?? Self.taken("model", of: &rest) ?? "", into: \.model)
    thinking = request.thinking ?? Self.thinking(of: &rest)
    put(MetadataText.text(of: rest), into: \.metadata)
    given = texts
  }

  private static func taken(_ key: String, of values: inout [String: JSONValue]) -> String? {
    guard let text = values[key]?.text else { return nil }
    values[key] = nil
    return text.raw
  }

  private static func thinking(of values: inout [String: JSONValue]) -> ThinkingLevel? {
    guard let level = values["thinking"]?.text.flatMap({ ThinkingLevel(rawValue: $0.raw) }) else {
      return nil
    }
    values["thinking"] = nil
    return level
  }

  private mutating func put(_ text: String, into editor: WritableKeyPath<SubmitForm, TextEditor>) {
    self[keyPath: editor] = TextEditor(text, isMultiline: self[keyPath: editor].isMultiline)
  }

  /// As it would be sent, metadata that are none yet left out.
  var written: TaskSubmitRequest {
    TaskSubmitRequest(
      agentId: agent?.raw, description: description.isBlank ? nil : description.text,
      input: prompt.text, model: model.isBlank ? nil : model.text.trimmed, thinking: thinking,
      metadata: (try? MetadataText.values(of: metadata.text)) ?? [:])
  }

  /// The request to send; `nil` while something is missing.
  var request: TaskSubmitRequest? { problem == nil ? written : nil }

  /// What is missing, in words, and where.
  var problem: (field: Field, words: String)? {
    if case .answer = purpose {
      return prompt.isBlank ? (.prompt, "the answer is empty: say what the task asks for") : nil
    }
    if agent == nil { return (.agent, "no agent is configured on \(node)") }
    do {
      _ = try MetadataText.values(of: metadata.text)
    } catch {
      return (.metadata, "metadata: \(error.words)")
    }
    return prompt.isBlank ? (.prompt, "the prompt is empty: say what the agent should do") : nil
  }

  private var texts: [String] { [description, model, metadata, prompt].map(\.text) }

  var hasText: Bool {
    [description, prompt, model, metadata].contains { !$0.isBlank }
  }

  /// Somebody has typed something that would be lost.
  var isWorthKeeping: Bool { hasText && (texts != given || hasBeenSent || isDoubtful) }

  private var hasBeenSent: Bool {
    switch phase {
    case .editing, .noted: false
    case .sending, .refused, .unconfirmed, .askedAgain: true
    }
  }

  /// What stands in it is somebody's own.
  mutating func forgetGiven() { given = nil }

  /// The node may have it.
  var mayBeSent: Bool { phase == .sending || isDoubtful }

  /// What is to be said below the prompt.
  var remark: (text: String, role: Role)? {
    switch phase {
    case .editing: nil
    case .noted(let words): (words, .warning)
    case .sending: ("sending to \(node)", .warning)
    case .refused(let reason): (reason, .error)
    case .unconfirmed(let reason): (reason, .error)
    case .askedAgain:
      ("It may be running already: to send once more makes it two. Esc keeps the text.", .error)
    }
  }

  // MARK: Choosing

  /// The fields that there are, from top to bottom.
  var fields: [Field] {
    Field.allCases.filter { field in
      switch field {
      case .node, .sender: choices.contains(field)
      case .agent, .description, .model, .thinking, .metadata: !isAnswer
      case .prompt, .send: true
      }
    }
  }

  var isAnswer: Bool { answered != nil }

  /// The task that it answers.
  var answered: TaskID? { if case .answer(let id, _) = purpose { id } else { nil } }

  /// The task asks this now.
  ///
  /// - Returns: whether that is another question than the one that was read.
  mutating func ask(_ question: NodeText) -> Bool {
    guard case .answer(let id, let before) = purpose, question != before else { return false }
    purpose = .answer(to: id, question: question)
    return !before.isEmpty
  }

  mutating func moveField(_ step: Int) {
    let all = fields
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
  /// stays as it is, and so does what belongs to a task there.
  mutating func choose(_ node: NodeName, agent: NodeText?, among agents: [AgentInfo]) {
    guard !mayBeSent, purpose == .task else { return }
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

  /// The next or previous level, and none.
  mutating func moveThinking(_ step: Int) {
    let all: [ThinkingLevel?] = [nil] + ThinkingLevel.allCases
    let index = all.firstIndex(of: thinking) ?? 0
    thinking = all[(index + step + all.count) % all.count]
  }

  /// The text of a field that is typed.
  subscript(_ field: Field) -> TextEditor? {
    get {
      switch field {
      case .description: description
      case .model: model
      case .metadata: metadata
      case .prompt: prompt
      case .node, .sender, .agent, .thinking, .send: nil
      }
    }
    set {
      guard let newValue else { return }
      switch field {
      case .description: description = newValue
      case .model: model = newValue
      case .metadata: metadata = newValue
      case .prompt: prompt = newValue
      case .node, .sender, .agent, .thinking, .send: break
      }
    }
  }
}

extension SubmitForm {
  /// A form with what another board has left.
  ///
  /// - Parameter question: what a task asks that the draft answers.
  init(id: Int, _ draft: Draft, node: NodeName, question: NodeText?) {
    let purpose: Purpose =
      if let task = draft.answerTo {
        .answer(to: task, question: question ?? NodeText(""))
      } else {
        draft.retryOf.map { .retry(of: $0) } ?? .task
      }
    self.init(id: id, node: node, purpose: purpose)
    fill(with: draft.request)
    if let text = draft.metadata { metadata = TextEditor(text, isMultiline: false) }
    // Somebody has typed it.
    forgetGiven()
    if let sender = draft.sender { (self.sender, hasChosenSender) = (sender, true) }
    if draft.wasSent {
      isDoubtful = true
      phase = .unconfirmed("this was being sent when the board ended: it may be running already")
    }
  }

  /// What outlives the board; `nil` when nothing is to.
  var draft: Draft? {
    guard isWorthKeeping else { return nil }
    var (retryOf, answerTo): (TaskID?, TaskID?) = (nil, nil)
    switch purpose {
    case .task: break
    case .retry(let id): retryOf = id
    case .answer(let id, _): answerTo = id
    }
    let isTyped = (try? MetadataText.values(of: metadata.text)) == nil
    return Draft(
      node: node, request: written, metadata: isTyped ? metadata.text : nil, retryOf: retryOf,
      answerTo: answerTo, sender: hasChosenSender ? sender : nil, wasSent: mayBeSent)
  }

  /// What it is, for lists and titles.
  var title: String {
    switch purpose {
    case .task: "New task on \(node)"
    case .retry(let id): "Another try of \(id.abbreviated) on \(node)"
    case .answer(let id, _): "Answer to \(id.abbreviated) on \(node)"
    }
  }
}
