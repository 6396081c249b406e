import ClawMirror
import ClawTerminal

/// Which tasks the board shows.
extension Model {
  /// How many tasks the filter keeps out of sight.
  var hiddenCount: Int { tasks.count - columns.total }

  mutating func openFilter() {
    var editor = TextEditor(filter.text, isMultiline: false)
    editor.moveToLineEnd()
    overlay = .filter(FilterEntry(editor: editor, before: filter))
  }

  mutating func typeInFilter(_ text: String) {
    editFilter { $0.insert(text) }
  }

  mutating func takeInFilter(_ action: Action) -> [Effect] {
    guard case .filter(let entry) = overlay else { return [] }
    switch action {
    case .keepFilter:
      overlay = nil
      if let fault = entry.fault {
        show(only: entry.before)
        notice = .error("not filtered by that: \(fault)")
      }
    case .back:
      overlay = nil
      show(only: entry.before)
    default: editFilter { $0.edit(action) }
    }
    return []
  }

  /// What is typed holds at once; while it is no filter, the one before.
  private mutating func editFilter(_ edit: (inout TextEditor) -> Void) {
    guard case .filter(var entry) = overlay else { return }
    edit(&entry.editor)
    do {
      let filter = try TaskFilter(entry.editor.text)
      entry.fault = nil
      show(only: filter)
    } catch {
      entry.fault = error.description
    }
    overlay = .filter(entry)
  }

  mutating func show(only filter: TaskFilter) {
    guard filter != self.filter else { return }
    self.filter = filter
    refilter()
  }

  /// Looks at all tasks anew: the filter is another one, or time has passed.
  mutating func refilter() {
    let index = selectedIndex
    for record in tasks.values { place(record) }
    settleSelection(previousIndex: index)
    clampPaneScroll()
  }

  /// Puts a task's card where it belongs, or out of sight.
  mutating func place(_ record: TaskRecord) {
    if isShown(record) { columns.place(record) } else { columns.remove(record.key) }
  }

  private func isShown(_ record: TaskRecord) -> Bool {
    guard !filter.isEmpty, let node = nodes[record.key.node] else { return true }
    return filter.matches(record, on: node, at: now)
  }
}
