import ClawLink
import ClawTerminal

/// Where everything of a form stands.
struct FormLayout: Sendable, Equatable {
  enum Shape: Sendable, Equatable {
    /// All fields, one below the other.
    case full
    /// The field that is written in, and the text.
    case short
    /// That field alone.
    case field
  }

  private static let widest = 96
  private static let highest = 26
  /// Rows of text that a form with all fields has at least.
  private static let leastText = 3
  /// Rows that a question takes at most, and what is to be said.
  private static let mostQuestion = 5
  private static let mostRemark = 3
  /// Cells from which on two short fields stand side by side.
  private static let pairWidth = 56

  let shape: Shape
  let dialog: Rect
  let inner: Rect
  /// Lines of fields above the text, each with one or two of them, and those below it.
  private(set) var heads: [[SubmitForm.Field]] = []
  private(set) var feet: [[SubmitForm.Field]] = []
  /// What the text answers.
  private(set) var question: [String] = []
  private(set) var remark: [String] = []

  init(_ form: SubmitForm, in size: Size) {
    let margin = Size(width: size.width < 64 ? 0 : 4, height: size.height < 20 ? 0 : 2)
    dialog = Rect(size: size).centered(
      Size(
        width: min(Self.widest, size.width - margin.width),
        height: min(Self.highest, size.height - margin.height)))
    inner = dialog.inset(columns: 2, rows: 1)
    let said = form.remark?.text.wrapped(to: inner.width) ?? []
    remark = Array(said.prefix(Self.mostRemark))
    let isWide = inner.width >= Self.pairWidth
    let all = form.fields.filter { $0 != .prompt && $0 != .send }
    let heads = all.filter { !SubmitForm.Field.below.contains($0) }.map { [$0] }
    let feet = Self.feet(all, isWide: isWide)
    if case .answer(_, let text) = form.purpose {
      question = Array(text.shown.wrapped(to: inner.width).prefix(Self.mostQuestion))
    }
    // A rule above and below the text, and the line of the keys.
    let rest = 3 + remark.count + Self.leastText
    if inner.height >= heads.count + question.count + feet.count + rest {
      (shape, self.heads, self.feet) = (.full, heads, feet)
    } else if inner.height >= 4 {
      shape = .short
      let isHead = form.field != .prompt && form.field != .send
      self.heads = isHead ? [[form.field]] : []
      question = Array(question.prefix(1))
      remark = Array(remark.prefix(inner.height - 4))
    } else {
      (shape, question) = (.field, [])
    }
  }

  private static func feet(
    _ fields: [SubmitForm.Field], isWide: Bool
  ) -> [[SubmitForm.Field]] {
    fields.filter { SubmitForm.Field.below.contains($0) && !(isWide && $0 == .thinking) }
      .map { isWide && $0 == .model ? [.model, .thinking] : [$0] }
  }

  private var headCount: Int { heads.count + question.count }

  private var footCount: Int { feet.count + remark.count }

  /// The line that names the text.
  var label: Rect { inner.line(shape == .field ? 0 : headCount) }

  /// Where the text is written.
  var prompt: Rect {
    guard shape != .field else { return inner.droppingFirst(1) }
    let below = inner.height - headCount - 1 - (shape == .full ? 2 : 1) - footCount
    return Rect(
      column: inner.column, row: inner.row + headCount + 1, width: inner.width, height: below)
  }

  /// The line below the text, where there is room for one.
  var rule: Rect? { shape == .full ? inner.line(inner.height - 2 - footCount) : nil }

  /// The lines of fields below the text.
  var footArea: Rect { inner.droppingFirst(inner.height - 1 - footCount) }

  /// What is to be said.
  var remarkArea: Rect {
    shape == .field ? inner : inner.droppingFirst(inner.height - 1 - remark.count)
  }

  /// The button and the keys.
  var send: Rect { shape == .field ? inner.line(0) : inner.line(inner.height - 1) }

  /// Where what will be sent is looked at.
  var text: Rect {
    Rect(column: inner.column, row: inner.row, width: inner.width, height: inner.height - 1)
  }
}
