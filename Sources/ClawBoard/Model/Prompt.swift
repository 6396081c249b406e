import ClawMirror

/// A text that was not sent to the clipboard, and why.
struct Unsent: Sendable, Equatable {
  let text: String
  let reason: String
}

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
    /// A file that the pane's text goes to, or one that the clipboard did not take.
    case save(Unsent?)
    /// A file whose text goes into the form.
    case insert

    /// Before what is typed.
    var sign: String {
      switch self {
      case .filter, .search: "/"
      case .palette: ":"
      case .pipe: "|"
      case .save: "save to "
      case .insert: "insert "
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
      case .insert: "insert"
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
  private(set) var past: Int?
  /// What was typed before one went back.
  private(set) var draft: String?
  /// The card that was selected when the line was opened: what is typed hides it for a while only.
  let selected: TaskKey?

  init(_ kind: Kind, text: String = "", selected: TaskKey? = nil) {
    self.kind = kind
    self.selected = selected
    editor = TextEditor(text, isMultiline: false)
    editor.moveToLineEnd()
  }

  mutating func edit(_ edit: (inout TextEditor) -> Void) {
    let before = text
    edit(&editor)
    if text != before { (choice, past, draft) = (nil, nil, nil) }
  }

  mutating func write(_ text: String) {
    editor = TextEditor(text, isMultiline: false)
    editor.moveToLineEnd()
    (choice, past, draft) = (nil, nil, nil)
  }

  /// Goes back in what was typed before, or forth again, to what stood here.
  ///
  /// - Parameters:
  ///   - step: 1 is further back.
  ///   - list: what was typed, the newest last.
  mutating func recall(_ step: Int, in list: [String]) {
    let next = (past ?? -1) + step
    guard step > 0 || past != nil, next < list.count else { return }
    let draft = draft ?? text
    write(next < 0 ? draft : list[list.count - 1 - next])
    if next >= 0 { (past, self.draft) = (next, draft) }
  }

  var text: String { editor.text }
}
