import ClawLink
import ClawMirror
import ClawTerminal

/// Writing: what keys do in the form.
extension Model {
  /// Text for the field with the cursor; letters and the space bar choose where there is a choice.
  mutating func type(_ text: String) {
    guard let form, form.phase != .sending, form.look == nil else { return }
    self.form?.phase = .editing
    if form[form.field] != nil {
      self.form?[form.field]?.insert(text)
    } else {
      if text == " " || text == "j" || text == "l" { moveChoice(1) }
      if text == "k" || text == "h" { moveChoice(-1) }
    }
  }

  mutating func takeInForm(_ action: Action) -> [Effect]? {
    guard let form else { return nil }
    if action == .closeForm {
      if form.look == nil { closeForm() } else { self.form?.look = nil }
      return []
    }
    guard form.phase != .sending else {
      notice = .info("still sending: wait for the answer, or Esc", at: now)
      return []
    }
    if action == .lookAtSent {
      self.form?.look = form.look == nil ? 0 : nil
      // What was said of sending it again is not on the screen any more.
      if case .askedAgain = form.phase { self.form?.phase = .editing }
      return []
    }
    if action == .send || form.look == nil && action == .enterField && form.field == .send {
      return askedAgain() ? send() : []
    }
    return form.look == nil ? write(action) : scrollLook(action)
  }

  private mutating func write(_ action: Action) -> [Effect]? {
    form?.phase = .editing
    switch action {
    case .enterField: enter()
    case .nextField: form?.moveField(1)
    case .previousField: form?.moveField(-1)
    case .editText: return form.map { [.edit($0.prompt.text, form: $0.id)] }
    case .insertFile: open(.insert)
    default: edit(action)
    }
    return []
  }

  private mutating func scrollLook(_ action: Action) -> [Effect]? {
    guard let form, let line = form.look else { return nil }
    let area = FormLayout(form, in: size).text
    let lines = FormLook(model: self, form: form, width: area.width).lines
    guard let next = action.scrolled(from: line, of: lines.count, in: area.height) else {
      return nil
    }
    self.form?.look = next
    return []
  }

  private mutating func enter() {
    switch form?.field {
    case .prompt: form?.prompt.breakLine()
    case .send, nil: break
    default: form?.moveField(1)
    }
  }

  /// The next or previous of what can be chosen in the field.
  private mutating func moveChoice(_ step: Int) {
    guard var form else { return }
    switch form.field {
    case .node:
      form.moveNode(step, among: writableNodes) { nodes[$0]?.agents ?? [] }
      form.hasChosenSender = false
      offerChoices(in: &form)
    case .sender:
      form.sender = form.sender == .us ? .nobody : .us
      form.hasChosenSender = true
    case .agent: form.moveAgent(step, among: nodes[form.node]?.agents ?? [])
    case .thinking: form.moveThinking(step)
    case .description, .model, .metadata, .prompt, .send: break
    }
    self.form = form
  }

  private mutating func edit(_ action: Action) {
    guard let form else { return }
    guard var editor = form[form.field] else {
      if action == .moveRight || action == .moveDown { moveChoice(1) }
      if action == .moveLeft || action == .moveUp { moveChoice(-1) }
      return
    }
    let area = FormLayout(form, in: size).prompt
    switch action {
    case .moveUp: editor.moveRow(-1, in: area)
    case .moveDown: editor.moveRow(1, in: area)
    case .halfPageUp: for _ in 0..<max(1, area.height / 2) { editor.moveRow(-1, in: area) }
    case .halfPageDown: for _ in 0..<max(1, area.height / 2) { editor.moveRow(1, in: area) }
    default: editor.edit(action, &killed)
    }
    self.form?[form.field] = editor
  }

  /// The text is back from the user's editor. What was written there is not lost though its form is
  /// gone, or on its way.
  mutating func take(edited text: String, form id: Int) {
    guard let form = form(id), form.phase != .sending else {
      guard let node = nodeForNewTask else { return }
      return keepAside(text, on: node)
    }
    let before = form.prompt.text
    // Editors end the last line.
    let text = text.hasSuffix("\n") && !before.hasSuffix("\n") ? String(text.dropLast()) : text
    guard text != before else {
      notice = .info("the text is as it was", at: now)
      return
    }
    change(form: id) { form in
      form.phase = .editing
      form.prompt.replace(with: text)
    }
  }

  /// What stands in a file goes to the cursor.
  mutating func take(file text: String, form id: Int) {
    change(form: id) { form in
      guard form.phase != .sending else { return }
      form.field = .prompt
      form.phase = .editing
      form.prompt.insert(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    }
  }
}

extension TextEditor {
  /// Up or down by rows of the screen, at the ends to the start or the end of the line.
  mutating func moveRow(_ step: Int, in area: Rect) {
    let rows = EditorRows(self, width: isMultiline ? area.width : .max, height: 2)
    if let place = rows.place(step) {
      move(toRow: place.line, column: place.column)
    } else if step < 0 {
      moveToLineStart()
    } else {
      moveToLineEnd()
    }
  }

  /// - Parameter killed: what was deleted last, for ``Action/yank``.
  mutating func edit(_ action: Action, _ killed: inout String) {
    switch action {
    case .moveLeft: moveLeft()
    case .moveRight: moveRight()
    case .wordLeft: moveWordLeft()
    case .wordRight: moveWordRight()
    case .lineStart: moveToLineStart()
    case .lineEnd: moveToLineEnd()
    case .deleteBackward: deleteBackward()
    case .deleteForward: deleteForward()
    case .yank: insert(killed)
    case .undoEdit: undo()
    case .redoEdit: redo()
    default: kill(action).map { killed = $0 }
    }
  }

  /// - Returns: what was deleted; `nil` for nothing.
  private mutating func kill(_ action: Action) -> String? {
    let text: String
    switch action {
    case .deleteWord: text = deleteWordBackward()
    case .deleteNextWord: text = deleteWordForward()
    case .deleteToStart: text = deleteToLineStart()
    case .deleteToEnd: text = deleteToLineEnd()
    default: return nil
    }
    return text.isEmpty ? nil : text
  }
}
