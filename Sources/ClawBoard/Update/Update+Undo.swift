import ClawMirror

/// Taking back what was done on this board alone.
extension Model {
  var look: Undoable.Look {
    Undoable.Look(
      marked: marked, finding: finding, sort: columns.sort, hiddenColumns: hiddenColumns,
      wideColumn: wideColumn, selected: selectedKey)
  }

  /// After input: what has changed can be taken back. A line that is still typed is one change, when
  /// it counts.
  ///
  /// - Parameter before: as it was before the input.
  mutating func noteChange(since before: Undoable.Look) {
    if overlay != nil {
      if typedOver == nil { typedOver = before }
      return
    }
    let before = typedOver ?? before
    typedOver = nil
    let isUndone = isUndoing
    isUndoing = false
    guard !isUndone, !look.isSame(as: before) else { return }
    undoable.append(Undoable(words: before.words(to: look), step: .look(before)))
    undoable.removeFirst(max(0, undoable.count - Undoable.limit))
  }

  mutating func undo() {
    guard let last = undoable.popLast() else {
      notice = .info("nothing to undo", at: now)
      return
    }
    isUndoing = true
    switch last.step {
    case .draft(let form): aside.insert(form, at: 0)
    case .look(let look): restore(look)
    }
    notice = .info("undone: \(last.words)", at: now)
  }

  private mutating func restore(_ look: Undoable.Look) {
    // A task may have gone meanwhile.
    marked = look.marked.filter { tasks[$0] != nil }
    (hiddenColumns, wideColumn) = (look.hiddenColumns, look.wideColumn)
    if columns.sort != look.sort { columns = columns.sorted(look.sort, tasks.values) }
    finding = look.finding
    refilter()
    look.selected.map { select($0) }
  }
}

extension Undoable.Look {
  /// What was done, in a few words.
  fileprivate func words(to other: Undoable.Look) -> String {
    if marked != other.marked {
      let (more, less) = (
        other.marked.subtracting(marked).count, marked.subtracting(other.marked).count
      )
      return more > 0 ? "marked \(more)" : "unmarked \(less)"
    }
    if finding.putAway != other.finding.putAway { return "put away" }
    if finding != other.finding { return "filter" }
    if sort != other.sort { return "sorting" }
    return "columns"
  }
}
