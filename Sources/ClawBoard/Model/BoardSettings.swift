public import Foundation

/// What the user's settings say of the board's looks: read again while it runs.
public struct BoardSettings: Sendable, Equatable {
  /// The theme by name; `nil` leaves it to the terminal.
  public var theme: String?
  /// What the cards are sorted by at first.
  public var sort = CardSort()
  /// The filter at first: as it would be typed, a saved one as `@name`.
  public var filter = ""
  /// Saved filters by their names.
  public var filters: [String: String] = [:]
  /// What forms begin with, in the order of the settings.
  public var templates: [TaskTemplate] = []
  /// Whether the cursor goes with its card to another column.
  public var followsCard = false
  /// Seconds after which a finished card is out of sight; `nil` for never.
  public var hideFinishedAfter: TimeInterval?
  /// Lines of a card, 1 to 4; `nil` for as many as fit well.
  public var cardLines: Int?
  public var sizes = LayoutSizes()
  /// Keys of the user's own.
  public var keys = KeyChoice()
  /// How a text goes to the terminal's clipboard.
  public var clipboard = ClipboardWay.auto
  /// A text that is larger is not sent there. Default: 73, as many terminals take 100,000 bytes of
  /// base64.
  public var clipboardLimitKiB = 73
  /// The states of which the user hears when a task comes to them.
  public var notify: Set<BoardColumn> = [.failed, .waiting]
  /// How the terminal tells of it.
  public var notifyBy = NotifyWay.bell
  /// A command that is run for it as well; `nil` for none.
  public var notifyCommand: String?
  /// Commands of the user's own, each with its key and its name.
  public var commands: [UserCommand] = []
  /// Whether the mouse selects and scrolls.
  public var mouse = false

  public init() {}
}

/// How a text goes to the terminal's clipboard: as OSC 52, past what may stand between.
public enum ClipboardWay: String, Sendable, CaseIterable {
  /// As the environment says: inside of tmux in both ways.
  case auto
  /// As a terminal takes it, and tmux with `set-clipboard on`.
  case plain
  /// As tmux passes it on with `allow-passthrough on`, whatever the environment says.
  case tmux
  case off
}

/// How a terminal tells of something to one who does not look at it.
public enum NotifyWay: String, Sendable, CaseIterable {
  case bell, osc9, osc777, off
}

/// From which sizes on a layout is drawn, in cells and rows.
public struct LayoutSizes: Sendable, Equatable {
  /// Columns side by side. Default: 60.
  public var columnsWidth = 60
  /// The same: less high than that is a list. Default: 16.
  public var columnsHeight = 16
  /// Three columns instead of two. Default: 72.
  public var threeWidth = 72
  /// All seven. Default: 98.
  public var allWidth = 98
  /// The pane at the side and the stream below. Default: 160.
  public var sideWidth = 160

  public init() {}
}
