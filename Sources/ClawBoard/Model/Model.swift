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
  /// What the screen can show: what is laid out here has to be what is drawn.
  var glyphs: Glyphs

  let settings: BoardNodes
  /// Which key does what.
  var keymap: Keymap
  public internal(set) var preferences: BoardSettings
  /// All that can be chosen, the one that is in force without a word first.
  var themes: [Theme]
  /// The theme that was chosen by name.
  var themeName: String?
  /// One that is only looked at, in the palette.
  var previewedTheme: String?

  var nodes: [NodeName: NodeRecord] = [:]
  /// As in the settings, whichever answers first.
  var nodeOrder: [NodeName]
  var tasks: [TaskKey: TaskRecord] = [:]
  var work = WorkIndex()
  var paneData = PaneData()
  var finding = Finding()
  /// When all tasks were last looked at.
  var refilteredAt: Date
  var columns: Columns
  var stream = StreamLog()
  /// Cards that changed column, and when.
  var moved: [TaskKey: Date] = [:]
  /// Cards that the user has marked.
  var marked: Set<TaskKey> = []

  var focus = Focus.board
  var column = BoardColumn.pending
  /// The selected card of each column.
  var selection: [BoardColumn: TaskKey] = [:]
  /// A task that was just sent: selected as soon as its card is there.
  var awaited: TaskKey?
  /// The task that was selected when the last board ended: likewise, until the first key.
  var restored: TaskKey?
  /// The cursor goes with its card to another column.
  var followsCard = false
  /// While a key is held down, the task that is still told of.
  var held: HeldDetail?
  /// When the selection was moved last.
  var movedAt: Date?
  /// The first card that is drawn in each column.
  var top: [BoardColumn: Int] = [:]
  /// The leftmost column that is drawn where not all fit.
  var firstColumn = BoardColumn.pending
  /// Columns that are not drawn.
  var hiddenColumns: Set<BoardColumn> = []
  /// The column that is as wide as two.
  var wideColumn: BoardColumn?
  var pane = Pane()
  /// Cards alone where not.
  var hasPane = true
  /// What the last command wrote whose output is for the pane.
  var output: CommandReport?
  /// How many commands were run.
  var commandCount = 0
  var streamChoice = StreamChoice()
  /// The mouse is the board's, not the terminal's own.
  public internal(set) var usesMouse = false
  /// The card that was clicked last.
  var click: Click?
  var overlay: Overlay?
  /// What was typed, the newest last, by the kind of line.
  var typed: [String: [String]] = [:]
  /// What is being written: kept while the form is closed.
  var form: SubmitForm?
  /// What is being written as well, and lies beside.
  var aside: [SubmitForm] = []
  /// The number of the next form.
  var nextForm = 0
  /// What was deleted last while typing.
  var killed = ""
  /// The agent used last on each node, taken again for the next form.
  var lastAgents: [NodeName: NodeText] = [:]
  /// Nodes on which things are changed without our user.
  var asNobody: Set<NodeName> = []
  /// What is being done to tasks, and what became of it while that is shown.
  var deeds: [Deed] = []
  /// The number of the last question that was answered with yes.
  var round = 0
  /// What can be taken back, the newest last.
  var undoable: [Undoable] = []
  /// How the board was looked at before a dialog was opened that is still there.
  var typedOver: Undoable.Look?
  /// The change that is seen is one that was taken back.
  var isUndoing = false
  var notice: Notice?
  /// What the user is to hear of.
  var alert: Alert?
  /// The user was told what leaving loses: the next `q` leaves.
  var hasWarnedOfLoss = false
  /// What the mirrors were last told to ask for first.
  var saidFocus = BoardFocus()
  /// What was last said to be kept.
  var saidDrafts: [Draft] = []
  var saidView: SavedView?
  /// When ^c was pressed last: a second one soon after leaves.
  var interruptedAt: Date?

  /// - Parameters:
  ///   - timeZone: what times of day are shown in.
  ///   - glyphs: what the screen can show.
  ///   - preferences: what the settings say of the board's looks.
  ///   - themes: all that can be chosen, the one that counts without a word first.
  ///   - filter: which tasks have a card; `nil` for what the settings and the last board say.
  ///   - view: how the last board was looked at.
  public init(
    size: Size, timeZone: TimeZone, glyphs: Glyphs = .unicode, now: Date,
    nodes: BoardNodes = BoardNodes(),
    preferences: BoardSettings = BoardSettings(), themes: [Theme] = [],
    filter: TaskFilter? = nil, view: SavedView? = nil
  ) {
    settings = nodes
    self.preferences = preferences
    keymap = Keymap(preferences)
    self.themes = themes
    columns = Columns(sort: preferences.sort)
    nodeOrder = nodes.order
    self.size = size
    self.timeZone = timeZone
    self.glyphs = glyphs
    self.now = now
    refilteredAt = now
    begin(filter: filter, view: view)
  }

  /// How long a card that changed column is highlighted.
  static let movedTime: TimeInterval = 5

  var selectedKey: TaskKey? { selection[column] }

  var selectedTask: TaskRecord? { selectedKey.flatMap { tasks[$0] } }

  /// The task that the pane tells of: the selected one, as soon as the keys rest.
  var detailTask: TaskRecord? { (held.map(\.key) ?? selectedKey).flatMap { tasks[$0] } }

  /// Of all tasks only those that match have a card.
  var filter: TaskFilter { finding.filter }

  func marks(of record: TaskRecord) -> [Mark] {
    nodes[record.key.node].map { record.marks(on: $0, at: now) } ?? []
  }

  func nextMarkChange(of record: TaskRecord) -> Date? {
    nodes[record.key.node].flatMap { record.nextMarkChange(on: $0, at: now) }
  }

  /// What is drawn with.
  public var theme: Theme {
    previewedTheme.flatMap { name in themes.first { $0.name == name } } ?? themeInForce
  }

  /// Whatever is tried meanwhile.
  var themeInForce: Theme {
    themes.first { $0.name == themeName } ?? themes.first ?? .plain
  }
}
