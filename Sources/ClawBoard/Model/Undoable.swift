import ClawMirror

/// Something that was done on this board alone, and can be taken back.
struct Undoable: Sendable, Equatable {
  /// How the board was looked at.
  struct Look: Sendable, Equatable {
    var marked: Set<TaskKey>
    let finding: Finding
    let sort: CardSort
    let hiddenColumns: Set<BoardColumn>
    let wideColumn: BoardColumn?
    let selected: TaskKey?

    /// Whether the cards are the same, whatever is selected.
    func isSame(as other: Look) -> Bool {
      marked == other.marked && finding == other.finding && sort == other.sort
        && hiddenColumns == other.hiddenColumns && wideColumn == other.wideColumn
    }
  }

  enum Step: Sendable, Equatable {
    case look(Look)
    case draft(SubmitForm)
  }

  /// How many are remembered.
  static let limit = 100

  /// What was done.
  let words: String
  let step: Step
}
