import ClawMirror

/// A line that is typed in the footer's place.
struct Prompt: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// Which tasks have a card: it holds while it is typed.
    case filter(before: TaskFilter)
    /// What to look for in the pane: likewise.
    case search(before: String)
    /// An action by its name, or what belongs to one.
    case palette
    /// A command that gets the pane's text.
    case pipe
    /// A file that the stream goes to.
    case save

    /// Before what is typed.
    var sign: String {
      switch self {
      case .filter, .search: "/"
      case .palette: ":"
      case .pipe: "|"
      case .save: "save to "
      }
    }

    /// What was typed before is remembered under this name.
    var history: String {
      switch self {
      case .filter: "filter"
      case .search: "search"
      case .palette: "palette"
      case .pipe: "pipe"
      case .save: "save"
      }
    }
  }

  let kind: Kind
  var editor: TextEditor
  /// Why what is typed so far does not count.
  var fault: String?
  /// The line of the list that is chosen; `nil` before one was.
  var choice: Int?
  /// How far back in what was typed before; `nil` for not at all.
  var past: Int?

  init(_ kind: Kind, text: String = "") {
    self.kind = kind
    editor = TextEditor(text, isMultiline: false)
    editor.moveToLineEnd()
  }

  var text: String { editor.text }
}
