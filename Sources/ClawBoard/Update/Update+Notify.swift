import ClawMirror

/// What the user hears of without looking.
extension Model {
  /// Once for each state that a task comes to. What a node says of a task for the first time is no
  /// news: it may be long ago. A task without a card, before and after, is none of the user's.
  mutating func hear(of record: TaskRecord, before: TaskRecord, hadCard: Bool) {
    let state = BoardColumn(record.status)
    guard before.isSeen, BoardColumn(before.status) != state, preferences.notify.contains(state),
      hadCard || columns.column(of: record.key) != nil
    else { return }
    let heard = Alert(record)
    alert = alert?.adding(heard) ?? heard
  }

  /// One for all that came at once.
  mutating func takeAlert() -> [Effect] {
    guard let alert else { return [] }
    self.alert = nil
    return [.notify(alert, command: preferences.notifyCommand)]
  }
}
