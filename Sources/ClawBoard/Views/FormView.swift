import ClawLink
import ClawMirror
import ClawTerminal

/// The form for a new task.
struct FormView {
  let model: Model
  let form: SubmitForm

  private static let labelWidth = 13

  func draw(in screen: Rect, _ painter: inout Painter) {
    let size = Size(width: min(76, screen.width), height: min(18, screen.height))
    let inner = painter.dialog("New task on \(form.node)", in: screen.centered(size))
    if inner.height < 8 {
      drawFocusedField(in: inner, &painter)
    } else {
      drawAll(in: inner, &painter)
    }
  }

  /// Where there is no room for more: the field that is written in, or what is to be said.
  private func drawFocusedField(in inner: Rect, _ painter: inout Painter) {
    if let remark = form.remark {
      painter.put(Line.wrapped(remark.text, to: inner.width, remark.role), in: inner)
      return
    }
    let text = inner.droppingFirst(1)
    switch form.field {
    case .node: drawNodes(in: inner.line(0), &painter)
    case .agent: drawAgents(in: inner.line(0), &painter)
    case .description:
      label("Description  ^s sends", .description, in: inner.line(0), &painter)
      painter.put(form.description, in: text, isFocused: true)
    case .prompt:
      label("Prompt  ^s sends", .prompt, in: inner.line(0), &painter)
      painter.put(form.prompt, in: text, isFocused: true)
    case .send: drawSend(in: inner.line(0), &painter)
    }
  }

  private func drawAll(in area: Rect, _ painter: inout Painter) {
    var inner = area
    if form.choosesNode {
      drawNodes(in: inner.line(0), &painter)
      inner = inner.droppingFirst(1)
    }
    drawAgents(in: inner.line(0), &painter)
    drawDescription(in: inner.line(1), &painter)
    rule(in: inner.line(2), &painter)
    label("Prompt ", .prompt, in: inner.line(2), &painter)
    let remark =
      form.remark.map { Array(Line.wrapped($0.text, to: inner.width, $0.role).prefix(3)) } ?? []
    let prompt = Rect(
      column: inner.column, row: inner.row + 3, width: inner.width,
      height: inner.height - 5 - remark.count)
    painter.put(form.prompt, in: prompt, isFocused: form.field == .prompt)
    rule(in: inner.line(inner.height - 2 - remark.count), &painter)
    painter.put(remark, in: inner.droppingFirst(inner.height - 1 - remark.count))
    drawSend(in: inner.line(inner.height - 1), &painter)
  }

  private func label(
    _ text: String, _ field: SubmitForm.Field, in area: Rect, _ painter: inout Painter
  ) {
    painter.put(text, in: area, form.field == field ? .tabSelected : .muted)
  }

  private func value(in area: Rect) -> Rect {
    Rect(
      column: area.column + Self.labelWidth, row: area.row, width: area.width - Self.labelWidth,
      height: area.height)
  }

  /// The nodes that can be chosen, and how those are that do not answer.
  private func drawNodes(in area: Rect, _ painter: inout Painter) {
    label("Node", .node, in: area, &painter)
    var line = Line()
    for name in model.writableNodes {
      let isChosen = name == form.node
      line.add(
        isChosen ? "[\(name)]" : " \(name) ",
        isChosen
          ? (form.field == .node ? .tabSelected : .strong)
          : model.nodes[name]?.isAnswering == true ? nil : .muted)
    }
    if model.nodes[form.node]?.isAnswering != true { line.add("  it does not answer", .warning) }
    painter.put(line, in: value(in: area))
  }

  /// All agents of the node; those that are not configured cannot be chosen.
  private func drawAgents(in area: Rect, _ painter: inout Painter) {
    label("Agent", .agent, in: area, &painter)
    let agents = model.nodes[form.node]?.agents ?? []
    var line = Line()
    for agent in agents where agent.isConfigured {
      let name = agent.agentType.shown
      let isChosen = agent.agentType == form.agent
      line.add(
        isChosen ? "[\(name)]" : " \(name) ",
        isChosen ? (form.field == .agent ? .tabSelected : .strong) : nil)
    }
    let missing = agents.filter { !$0.isConfigured }.map(\.agentType.shown)
    if !missing.isEmpty {
      line.add("  not configured: \(missing.joined(separator: ", "))", .muted)
    }
    if agents.isEmpty { line.add("the node has not listed its agents yet", .warning) }
    painter.put(line, in: value(in: area))
  }

  private func drawDescription(in area: Rect, _ painter: inout Painter) {
    label("Description", .description, in: area, &painter)
    let place = value(in: area)
    let style = painter.style(.field)
    painter.canvas.fill(place, style: style)
    painter.put(
      form.description, in: place, isFocused: form.field == .description, style: style)
  }

  private func rule(in area: Rect, _ painter: inout Painter) {
    painter.putRule(in: area, .border)
  }

  private func drawSend(in area: Rect, _ painter: inout Painter) {
    painter.put("[Send]", in: area, form.field == .send ? .tabSelected : .strong)
    var keys = Line("^s", .key)
    keys.add(" or ", .muted)
    keys.add("F2", .key)
    keys.add(" sends   ", .muted)
    keys.add("Tab", .key)
    keys.add(" next field   ", .muted)
    keys.add("Esc", .key)
    keys.add(" closes", .muted)
    painter.put(keys, in: value(in: area))
  }
}
