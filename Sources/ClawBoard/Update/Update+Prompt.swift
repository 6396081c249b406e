import ClawMirror
import ClawTerminal

/// The line that is typed in the footer's place.
extension Model {
  /// How much of what was typed is remembered, of each kind.
  private static let typedLimit = 50

  mutating func open(_ kind: Prompt.Kind, text: String = "") {
    overlay = .prompt(Prompt(kind, text: text, selected: selectedKey))
  }

  mutating func typeInPrompt(_ text: String) {
    edit { $0.insert(text) }
  }

  mutating func takeInPrompt(_ action: Action) -> [Effect]? {
    guard case .prompt(let prompt) = overlay else { return nil }
    switch action {
    case .accept: return accept(prompt)
    case .back: giveUp(prompt)
    case .complete: complete(prompt)
    case .moveUp: if prompt.kind == .palette { choose(-1) } else { recall(1) }
    case .moveDown: if prompt.kind == .palette { choose(1) } else { recall(-1) }
    case .moveLeft, .moveRight, .lineStart, .lineEnd, .deleteBackward, .deleteForward,
      .deleteWord, .deleteToStart, .deleteToEnd, .deleteNextWord, .wordLeft, .wordRight, .yank,
      .undoEdit, .redoEdit:
      edit(action)
    default: return nil
    }
    return []
  }

  private mutating func change(_ change: (inout Prompt) -> Void) {
    guard case .prompt(var prompt) = overlay else { return }
    change(&prompt)
    overlay = .prompt(prompt)
  }

  private mutating func edit(_ edit: (inout TextEditor) -> Void) {
    change { $0.edit(edit) }
    takeText()
  }

  private mutating func edit(_ action: Action) {
    var killed = killed
    edit { $0.edit(action, &killed) }
    self.killed = killed
  }

  private mutating func write(_ text: String) {
    change { $0.write(text) }
    takeText()
  }

  /// What is typed holds at once where that changes nothing but what is seen; while it is no
  /// filter, the one before holds.
  private mutating func takeText() {
    guard case .prompt(let prompt) = overlay else { return }
    var fault: String?
    switch prompt.kind {
    case .filter:
      do {
        show(only: try readFilter(prompt.text))
        prompt.selected.map { select($0) }
      } catch {
        fault = error.description
      }
    case .search:
      pane.search = prompt.text
      pane.place.match = nil
      if pane.tab.filtersLines { pane.place.row = 0 }
    case .palette: preview()
    case .pipe, .save, .insert: break
    }
    change { $0.fault = fault }
  }

  private mutating func giveUp(_ prompt: Prompt) {
    overlay = prompt.kind == .insert ? .form : nil
    switch prompt.kind {
    case .filter(let before):
      show(only: before)
      prompt.selected.map { select($0) }
    case .search(let before): pane.search = before
    case .palette: previewedTheme = nil
    case .pipe, .save, .insert: break
    }
  }

  private mutating func accept(_ prompt: Prompt) -> [Effect] {
    // What is no filter is corrected, not lost.
    guard prompt.fault == nil else { return [] }
    overlay = prompt.kind == .insert ? .form : nil
    switch prompt.kind {
    case .filter: break
    case .search(let before) where !pane.tab.filtersLines:
      // As in pagers: nothing is the same once more.
      if prompt.text.isEmpty { pane.search = before }
      if !pane.search.isEmpty { goToMatch(1) }
    case .search: break
    case .palette: return run(prompt)
    case .pipe, .save, .insert:
      guard !prompt.editor.isBlank else { return [] }
    }
    remember(prompt.text, as: prompt.kind)
    switch prompt.kind {
    case .pipe: return [.pipe(paneText, command: prompt.text)]
    case .save(let unsent): return [.save(unsent?.text ?? paneText, file: prompt.text)]
    case .insert: return form.map { [.read(file: prompt.text, form: $0.id)] } ?? []
    case .filter, .search, .palette: return []
    }
  }

  // MARK: What was typed before

  mutating func remember(_ text: String, as kind: Prompt.Kind) {
    guard !text.isEmpty else { return }
    var list = typed[kind.history, default: []].filter { $0 != text }
    list.append(text)
    typed[kind.history] = list.suffix(Self.typedLimit)
  }

  /// - Parameter step: 1 is further back.
  private mutating func recall(_ step: Int) {
    let typed = typed
    change { $0.recall(step, in: typed[$0.kind.history] ?? []) }
    takeText()
  }

  private mutating func complete(_ prompt: Prompt) {
    switch prompt.kind {
    case .palette:
      if let item = palette(for: prompt).chosen { write(item.typed) }
    case .filter:
      if let text = FilterCompletion(model: self).completed(prompt.text) { write(text) }
    case .search, .pipe, .save, .insert: break
    }
  }
}
