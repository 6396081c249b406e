import ClawMirror

/// A node shows progress or it does not: CoderClawLink's own says `pending` until the end.
extension Model {
  /// Some node has answered, and none shows progress: what is at work stands in PENDING.
  var hasNoProgress: Bool {
    nodes.values.contains { $0.hasAnswered } && !nodes.values.contains { $0.showsProgress }
  }

  /// Nothing is to be seen in this column, whatever the nodes do. One that ever held a card stays,
  /// so that no poll takes its width away.
  func isSilent(_ column: BoardColumn) -> Bool {
    column.isProgress && !columns.hasHeldCard(column) && hasNoProgress
  }

  /// Drawn one cell wide: silent, and not what the user looks at.
  func isFolded(_ column: BoardColumn) -> Bool {
    column != self.column && isSilent(column)
  }
}

extension NodeRecord {
  fileprivate var hasAnswered: Bool {
    switch health {
    case .connecting, .silent(_, nil, _): false
    case .answering, .silent: true
    }
  }
}
