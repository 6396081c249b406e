/// What was typed before, so that it can be had back: what is typed in one go is one step.
struct EditHistory: Sendable, Equatable {
  struct State: Sendable, Equatable {
    let lines: [String]
    let row: Int
    let column: Int
  }

  /// Changes of one kind in a row belong together.
  enum Kind: Sendable, Equatable {
    /// A character; whether it ends a word.
    case typing(Bool)
    case deleting
    case other
  }

  /// Steps.
  private static let limit = 200

  private var past: [State] = []
  private var future: [State] = []
  private var last: (kind: Kind, row: Int)?

  /// - Parameter state: how it was before the change.
  mutating func note(_ state: State, _ kind: Kind) {
    future = []
    let goesOn = last.map { $0 == (kind, state.row) && kind != .other } ?? false
    if !goesOn { past = past.suffix(Self.limit - 1) + [state] }
    last = (kind, state.row)
  }

  mutating func undo(at state: State) -> State? {
    guard let before = past.popLast() else { return nil }
    future.append(state)
    last = nil
    return before
  }

  mutating func redo(at state: State) -> State? {
    guard let after = future.popLast() else { return nil }
    past.append(state)
    last = nil
    return after
  }

  static func == (left: EditHistory, right: EditHistory) -> Bool {
    left.past == right.past && left.future == right.future
  }
}
