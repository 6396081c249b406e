import ClawLink
import ClawMirror
import ClawTerminal

/// The form in which a task, or an answer, is written.
struct FormView {
  let model: Model
  let form: SubmitForm

  private static let labelWidth = 13
  /// Where that would leave no room for what is beside it.
  private static let shortLabelWidth = 6
  private static let narrowWidth = 24

  private func labelWidth(in area: Rect) -> Int {
    area.width < Self.narrowWidth ? Self.shortLabelWidth : Self.labelWidth
  }

  func draw(in screen: Rect, _ painter: inout Painter) {
    let size = Size(width: screen.width, height: screen.height)
    let layout = FormLayout(form, in: size)
    _ = painter.dialog(form.title, in: layout.dialog)
    if let look = form.look {
      drawLook(from: look, in: layout, &painter)
    } else if layout.shape == .field {
      drawField(in: layout, &painter)
    } else {
      drawAll(in: layout, &painter)
    }
  }

  // MARK: Layouts

  /// Where there is no room for more: the field that is written in, or what is to be said.
  private func drawField(in layout: FormLayout, _ painter: inout Painter) {
    if let remark = form.remark {
      painter.put(Line.wrapped(remark.text, to: layout.inner.width, remark.role), in: layout.inner)
    } else if let editor = form[form.field] {
      label("\(name(of: form.field))  \(key(.send)) sends", form.field, in: layout.label, &painter)
      put(editor, in: layout.prompt, isFocused: true, &painter)
    } else if form.field == .send {
      drawKeys(in: layout.send, &painter)
    } else {
      draw(form.field, in: layout.label, &painter)
    }
  }

  private func drawAll(in layout: FormLayout, _ painter: inout Painter) {
    for (offset, line) in layout.question.enumerated() {
      painter.put(line, in: layout.inner.line(offset), .strong)
    }
    draw(layout.heads, in: layout.inner.droppingFirst(layout.question.count), &painter)
    draw(layout.feet, in: layout.footArea, &painter)
    drawLabel(in: layout, &painter)
    put(form.prompt, in: layout.prompt, isFocused: form.field == .prompt, &painter)
    if let rule = layout.rule { painter.putRule(in: rule, .border) }
    painter.put(layout.remark.map { Line($0, form.remark?.role) }, in: layout.remarkArea)
    drawKeys(in: layout.send, &painter)
  }

  /// The rule above the text: its name, what the fields above it say where they are not drawn, and
  /// where in a long text one is.
  private func drawLabel(in layout: FormLayout, _ painter: inout Painter) {
    painter.putRule(in: layout.label, .border)
    let name = name(of: .prompt) + " "
    label(name, .prompt, in: layout.label, &painter)
    if layout.shape == .short, layout.heads.isEmpty, let agent = form.agent {
      let rest = Rect(
        column: layout.label.column + name.cellWidth, row: layout.label.row,
        width: layout.label.width - name.cellWidth, height: 1)
      painter.put("for \(agent.shown) ", in: rest, .muted)
    }
    let count = form.prompt.lines.count
    if count > layout.prompt.height {
      painter.putRight(" line \(form.prompt.row + 1) of \(count) ", in: layout.label, .muted)
    }
  }

  private func drawLook(from line: Int, in layout: FormLayout, _ painter: inout Painter) {
    let lines = FormLook(model: model, form: form, width: layout.text.width).lines
    painter.put(lines.dropFirst(line), in: layout.text)
    var keys = Line(key(.lookAtSent), .key)
    keys.add(" goes on writing   ", .muted)
    keys.add(key(.send), .key)
    keys.add(" sends", .muted)
    let below = lines.count - line - layout.text.height
    if below > 0 { keys.add("   \(below) below", .muted) }
    painter.put(keys, in: layout.inner.line(layout.inner.height - 1))
  }

  // MARK: Fields

  /// Lines of one or two fields.
  private func draw(_ lines: [[SubmitForm.Field]], in area: Rect, _ painter: inout Painter) {
    for (offset, fields) in lines.enumerated() {
      for (number, field) in fields.enumerated() {
        draw(field, in: area.line(offset).part(number, of: fields.count), &painter)
      }
    }
  }

  private func draw(
    _ field: SubmitForm.Field, in area: Rect, _ painter: inout Painter
  ) {
    let width = labelWidth(in: area)
    let head = Rect(column: area.column, row: area.row, width: width - 1, height: area.height)
    label(name(of: field), field, in: head, &painter)
    let place = Rect(
      column: area.column + width, row: area.row, width: area.width - width, height: area.height)
    if let editor = form[field] {
      let style = painter.style(.field)
      painter.canvas.fill(place, style: style)
      painter.put(editor, in: place, isFocused: form.field == field, style: style)
    } else {
      painter.put(choice(of: field), in: place)
    }
  }

  private func name(of field: SubmitForm.Field) -> String {
    switch field {
    case .node: "Node"
    case .sender: "As"
    case .agent: "Agent"
    case .description: "Description"
    case .model: "Model"
    case .thinking: "Thinking"
    case .metadata: "Metadata"
    case .prompt: form.isAnswer ? "Answer" : "Prompt"
    case .send: "Send"
    }
  }

  private func label(
    _ text: String, _ field: SubmitForm.Field, in area: Rect, _ painter: inout Painter
  ) {
    painter.put(text, in: area, form.field == field ? .tabSelected : .muted)
  }

  private func choice(of field: SubmitForm.Field) -> Line {
    switch field {
    case .node: nodes
    case .sender: senders
    case .agent: agents
    case .thinking: thinking
    case .description, .model, .metadata, .prompt, .send: .empty
    }
  }

  private func add(
    _ name: String, isChosen: Bool, _ field: SubmitForm.Field, role: Role? = nil,
    to line: inout Line
  ) {
    line.add(
      isChosen ? "[\(name)]" : " \(name) ",
      isChosen ? (form.field == field ? .tabSelected : .strong) : role)
  }

  /// The nodes that can be chosen, and how those are that do not answer.
  private var nodes: Line {
    var line = Line()
    for name in model.writableNodes {
      let isSilent = model.nodes[name]?.isAnswering != true
      add(
        name.text, isChosen: name == form.node, .node, role: isSilent ? .muted : nil, to: &line)
    }
    if model.nodes[form.node]?.isAnswering != true { line.add("  it does not answer", .warning) }
    return line
  }

  private var senders: Line {
    var line = Line()
    let user = model.nodes[form.node]?.userId ?? ""
    add(NodeText(user).shown(upTo: 40), isChosen: form.sender == .us, .sender, to: &line)
    add("without a user", isChosen: form.sender == .nobody, .sender, to: &line)
    return line
  }

  /// All agents of the node; those that are not configured cannot be chosen.
  private var agents: Line {
    let agents = model.nodes[form.node]?.agents ?? []
    var line = Line()
    for agent in agents where agent.isConfigured {
      add(
        agent.agentType.shown(upTo: 40), isChosen: agent.agentType == form.agent, .agent, to: &line)
    }
    let missing = agents.filter { !$0.isConfigured }.map { $0.agentType.shown(upTo: 40) }
    if !missing.isEmpty {
      line.add("  not configured: \(missing.joined(separator: ", "))", .muted)
    }
    if agents.isEmpty { line.add("the node has not listed its agents yet", .warning) }
    return line
  }

  private var thinking: Line {
    var line = Line()
    guard form.field == .thinking else {
      line.add(form.thinking?.rawValue ?? "-", form.thinking == nil ? .muted : .strong)
      return line
    }
    add("-", isChosen: form.thinking == nil, .thinking, to: &line)
    for level in ThinkingLevel.allCases {
      add(level.rawValue, isChosen: form.thinking == level, .thinking, to: &line)
    }
    return line
  }

  // MARK: Text and keys

  private func put(
    _ editor: TextEditor, in area: Rect, isFocused: Bool, _ painter: inout Painter
  ) {
    guard editor.isMultiline else { return painter.put(editor, in: area, isFocused: isFocused) }
    painter.put(
      EditorRows(editor, width: area.width, height: area.height), in: area, isFocused: isFocused)
  }

  private func key(_ action: Action) -> String { model.key(action, in: .form) }

  private func drawKeys(in area: Rect, _ painter: inout Painter) {
    painter.put("[Send]", in: area, form.field == .send ? .tabSelected : .strong)
    let all: [(Action, String)] = [
      (.send, "sends"), (.closeForm, "closes"), (.nextField, "next field"),
      (.lookAtSent, "as sent"), (.editText, "$EDITOR"), (.insertFile, "file"),
    ]
    let width = max("[Send] ".cellWidth, labelWidth(in: area))
    var room = area.width - width
    var keys = Line()
    for (action, words) in all {
      guard let name = model.keymap.keys(of: action, in: .form).first?.name else { continue }
      guard name.cellWidth + words.cellWidth + 1 <= room else { break }
      room -= name.cellWidth + words.cellWidth + 4
      keys.add(name, .key)
      keys.add(" \(words)   ", .muted)
    }
    let place = Rect(
      column: area.column + width, row: area.row, width: area.width - width, height: area.height)
    painter.put(keys, in: place)
  }
}

extension Rect {
  /// One of several parts side by side, with a blank between them.
  fileprivate func part(_ number: Int, of count: Int) -> Rect {
    let each = width / count
    return Rect(
      column: column + number * each, row: row,
      width: number == count - 1 ? width - number * each : each - 2,
      height: height)
  }
}
