import ClawMirror
import ClawTerminal

/// A refusal of what a form has sent, and what can be done about it.
struct RefusalView {
  let model: Model
  let refusal: Refusal

  private static let width = 68

  func draw(in screen: Rect, _ painter: inout Painter) {
    guard let form = model.form else { return }
    let width = min(Self.width, screen.width)
    let keys = keys(for: form, width: width - 4)
    let room = max(0, screen.height - 2 - keys.count)
    var text = Array(Line.wrapped(refusal.reason, to: width - 4, .error).prefix(room))
    if text.count < room { text.append(.empty) }
    text += keys
    let area = screen.centered(Size(width: width, height: text.count + 2))
    painter.put(text, in: painter.dialog("Not permitted on \(form.node)", in: area))
    painter.ages.changes(at: refusal.armedAt)
  }

  private func keys(for form: SubmitForm, width: Int) -> [Line] {
    let user = model.nodes[form.node]?.userId ?? ""
    var all: [(Action, String)] = [(.back, "goes on editing"), (.keepDraft, "keeps it as a draft")]
    if model.mayGoAsNobody(form) {
      all.insert((.asNobody, "sends it without the user \(user), here and from now on"), at: 0)
    }
    return all.flatMap { action, words in
      // What sends is no answer for a moment, so it is not offered either.
      let isOffered = action != .asNobody || model.now >= refusal.armedAt
      let key = (isOffered ? model.key(action, in: .refusal) : "").padded(to: 4)
      return words.wrapped(to: max(8, width - 4)).enumerated().map { offset, text in
        var line = Line(offset == 0 ? key : "    ", .key)
        line.add(text)
        return line
      }
    }
  }
}
