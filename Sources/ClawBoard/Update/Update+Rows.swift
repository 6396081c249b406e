import ClawLink
import ClawMirror

/// The rows of a list that can be chosen.
extension Model {
  /// Enter: what is chosen is used.
  mutating func useRow() -> [Effect]? {
    switch pane.tab {
    case .agents: chosen(of: agentRows).map { showTasks(of: $0) }
    case .skills: chosen(of: skillRows).map { write(with: $0) }
    case .audit: chosen(of: paneData.audit.lines).map { openTask(of: $0) }
    case .nodes: chosen(of: nodeRecords).map { showTasks(on: $0.name) }
    case .detail, .stream, .stats, .output: break
    }
    return []
  }

  /// n in a list: a new task for what is chosen.
  ///
  /// - Returns: `nil` where a row says nothing of it.
  mutating func writeTaskForRow() -> [Effect]? {
    switch pane.tab {
    case .agents:
      guard let row = chosen(of: agentRows) else { return nil }
      openForm(for: row)
    case .skills:
      guard let row = chosen(of: skillRows) else { return nil }
      openForm(choosing: row.node)
    case .nodes:
      guard let node = chosen(of: nodeRecords) else { return nil }
      openForm(choosing: node.name)
    case .detail, .stream, .audit, .stats, .output: return nil
    }
    return []
  }

  // MARK: Agents

  /// On the board, and nothing else.
  private mutating func showTasks(of row: AgentRow) {
    let agent = row.agent.agentType
    guard let term = FilterValue(agent).term("agent"),
      let node = FilterValue(NodeText(row.node.text)).term("node"),
      let filter = try? readFilter(hasSeveralNodes ? "\(term) \(node)" : term)
    else {
      notice = .error("no filter can be written with the name \(agent.shown(upTo: 40))")
      return
    }
    show(only: filter)
    goToBoard()
  }

  private mutating func openForm(for row: AgentRow) {
    guard row.agent.isConfigured else {
      let agent = row.agent.agentType.shown(upTo: 40)
      notice = .error("\(agent) is not configured on \(row.node): that is done on the node")
      return
    }
    openForm(choosing: row.node, agent: row.agent.agentType)
  }

  // MARK: Skills

  /// A draft keeps what is in it: the skill is named where its cursor stands.
  private mutating func write(with row: SkillRow) {
    openForm(choosing: row.node)
    guard overlay == .form, let form, form.phase != .sending else { return }
    self.form?.field = .prompt
    let before = form.prompt.lines[form.prompt.row].prefix(form.prompt.column)
    let blank = before.last.map { $0.isWhitespace ? "" : " " } ?? ""
    type("\(blank)Use the skill \(row.skill.id.shown(upTo: 100)): ")
  }

  // MARK: Audit

  /// Opens the task that a line is about, or says why not.
  private mutating func openTask(of line: AuditLine) {
    guard let key = line.key else {
      notice = .info("this line is about no task", at: now)
      return
    }
    guard tasks[key] != nil else {
      notice = .info("the board does not know \(key.id.abbreviated) on \(key.node)", at: now)
      return
    }
    guard columns.column(of: key) != nil else {
      notice = .info(
        "\(key.id.abbreviated) is out of sight by the filter: \(self.key(.showAll)) on the board",
        at: now)
      return
    }
    select(key)
    openTask()
  }

  // MARK: Nodes

  private mutating func showTasks(on node: NodeName) {
    refind { $0.node = node }
    goToBoard()
  }

  // MARK: What they share

  /// The form with a node, or one of its agents, chosen. What may be on its way to another node
  /// stays there.
  private mutating func openForm(choosing node: NodeName, agent: NodeText? = nil) {
    if let refusal = refusal(on: node) {
      notice = .error(refusal)
      return
    }
    openForm(on: node, agent: agent)
    form?.choose(node, agent: agent, among: nodes[node]?.agents ?? [])
    if var form {
      offerChoices(in: &form)
      self.form = form
    }
  }

  private mutating func goToBoard() {
    zoom(false)
    keepInView()
  }
}
