import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// The question before a cancel, with what it means.
struct CancelView {
  let model: Model
  let question: CancelConfirmation

  func draw(in screen: Rect, _ painter: inout Painter) {
    guard let record = model.tasks[question.key] else { return }
    let width = min(64, screen.width)
    var text = lines(record, width: width - 4, now: model.now)
    // Where not all fits, what it is about and the keys stay.
    let room = max(2, screen.height - 2)
    if text.count > room { text.removeSubrange((room - 1)..<(text.count - 1)) }
    let area = screen.centered(Size(width: width, height: text.count + 2))
    painter.put(text, in: painter.dialog("Cancel this task?", in: area))
    painter.ages.changes(at: question.armedAt)
  }

  private func lines(_ record: TaskRecord, width: Int, now: Date) -> [Line] {
    let column = BoardColumn(record.status)
    var head = Line(record.key.id.abbreviated + "  ", .strong)
    head.add("\(record.agent.shown) on \(record.key.node)  ")
    head.add(record.status.shownName, column.role)
    var lines = [head, Line(record.shownTitle()), .empty]
    if record.submitter != .us {
      lines += Line.wrapped("This board did not submit it.", to: width, .warning)
    }
    if model.nodes[record.key.node]?.showsProgress == false {
      lines += Line.wrapped(
        "This node may not stop its agent: the task can still end by itself.", to: width,
        .warning)
    }
    // A repeated x is no answer for a moment, so it is not offered either.
    var keys = Line(now < question.armedAt ? "y" : "x or y", .key)
    keys.add(" cancels it   ", .muted)
    keys.add("Esc", .key)
    keys.add(" keeps it", .muted)
    return lines + [keys]
  }
}
