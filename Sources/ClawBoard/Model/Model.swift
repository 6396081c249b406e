import ClawLink
public import ClawMirror
public import ClawTerminal
public import Foundation

/// Everything that the board shows and remembers. Only ``update(_:_:at:)`` changes it.
public struct Model: Sendable, Equatable {
  public enum Focus: Sendable, Equatable {
    case board, pane
  }

  /// When the last message came: the time that is shown.
  public internal(set) var now: Date
  public internal(set) var size: Size
  /// For times of day.
  let timeZone: TimeZone

  let settings: BoardNodes
  var nodes: [NodeName: NodeRecord] = [:]
  /// As in the settings, whichever answers first.
  var nodeOrder: [NodeName]
  var tasks: [TaskKey: TaskRecord] = [:]
  /// Of these only those that match have a card.
  var filter: TaskFilter
  var columns = Columns()
  var stream = StreamLog()
  /// Cards that changed column, and when.
  var moved: [TaskKey: Date] = [:]

  var focus = Focus.board
  var column = BoardColumn.pending
  /// The selected card of each column.
  var selection: [BoardColumn: TaskKey] = [:]
  /// A task that was just sent: selected as soon as its card is there.
  var awaited: TaskKey?
  /// The first card that is drawn in each column.
  var top: [BoardColumn: Int] = [:]
  /// The leftmost column that is drawn where not all fit.
  var firstColumn = BoardColumn.pending
  var pane = Pane()
  var overlay: Overlay?
  /// Kept while the form is closed.
  var form: SubmitForm?
  /// The agent used last, taken again for the next form.
  var lastAgent: NodeText?
  var notice: Notice?
  /// The user was told what leaving loses: the next `q` leaves.
  var hasWarnedOfLoss = false
  /// What the mirrors were last told to ask for first.
  var saidFocus = BoardFocus()
  /// What was last said to be kept.
  var saidDraft: Draft?
  /// When ^c was pressed last: a second one soon after leaves.
  var interruptedAt: Date?

  /// - Parameters:
  ///   - timeZone: what times of day are shown in.
  ///   - filter: which tasks have a card.
  public init(
    size: Size, timeZone: TimeZone, now: Date, nodes: BoardNodes = BoardNodes(),
    filter: TaskFilter = .all
  ) {
    settings = nodes
    self.filter = filter
    nodeOrder = nodes.order
    self.size = size
    self.timeZone = timeZone
    self.now = now
  }

  /// How long a card that changed column is highlighted.
  static let movedTime: TimeInterval = 5

  var selectedKey: TaskKey? { selection[column] }

  var selectedTask: TaskRecord? { selectedKey.flatMap { tasks[$0] } }

  func marks(of record: TaskRecord) -> [Mark] {
    nodes[record.key.node].map { record.marks(on: $0, at: now) } ?? []
  }

  func nextMarkChange(of record: TaskRecord) -> Date? {
    nodes[record.key.node].flatMap { record.nextMarkChange(on: $0, at: now) }
  }
}
