import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// The question before something is done to tasks, with what it means.
struct QuestionView {
  let model: Model
  let question: Question

  private static let width = 64

  private var records: [TaskRecord] { question.keys.compactMap { model.tasks[$0] } }

  func draw(in screen: Rect, _ painter: inout Painter) {
    let width = min(Self.width, screen.width)
    // Where not all fits, what it is about and the keys stay; the list of tasks goes first.
    let room = max(2, screen.height - 2)
    let keys = keys(width: width - 4)
    var text = facts(width: width - 4)
    if records.count > 1 { text += list(in: max(0, room - text.count - keys.count - 2)) }
    text = Array(text.prefix(room - keys.count))
    if text.count + keys.count < room { text.append(.empty) }
    text += keys
    let area = screen.centered(Size(width: width, height: text.count + 2))
    painter.put(text, in: painter.dialog(title, in: area))
    painter.ages.changes(at: question.armedAt)
  }

  private var title: String {
    let tasks = records.count == 1 ? "this task" : "\(question.keys.count) tasks"
    return question.kind == .cancel ? "Cancel \(tasks)?" : "Try \(tasks) again?"
  }

  // MARK: What it means

  private func facts(width: Int) -> [Line] {
    let about =
      records.count == 1
      ? records.flatMap { one($0) } : counts.flatMap { $0.wrapped(to: width) }
    return about + warnings.flatMap { Line.wrapped($0, to: width, .warning) }
      + question.skipped.sorted { $0.key < $1.key }.flatMap { reason, count in
        Line.wrapped("left out \(count): \(reason)", to: width, .muted)
      }
  }

  private func one(_ record: TaskRecord) -> [Line] {
    var head = Line(record.key.id.abbreviated + "  ", .strong)
    head.add("\(record.agent.shown(upTo: 40)) on \(record.key.node)  ")
    head.add(record.status.shownName, BoardColumn(record.status).role)
    return [head, Line(record.shownTitle())]
  }

  /// How many of which state, for each node.
  private var counts: [Line] {
    let nodes = Dictionary(grouping: records, by: \.key.node)
    let names = model.nodeOrder.filter { nodes[$0] != nil }
    let width = names.map(\.text.cellWidth).max() ?? 0
    return names.map { name in
      var line = Line(name.text.padded(to: width), .strong)
      let states = Dictionary(grouping: nodes[name] ?? [], by: { BoardColumn($0.status) })
      for column in BoardColumn.allCases {
        guard let count = states[column]?.count else { continue }
        line.add("  \(count) ")
        line.add(column.name, column.role)
      }
      return line
    }
  }

  private var warnings: [String] {
    var warnings: [String] = []
    let others = records.count { $0.submitter != .us }
    if others > 0 {
      warnings.append(
        records.count == 1
          ? "This board did not submit it: \(owner ?? "somebody else") did."
          : "\(others) of them this board did not submit.")
    }
    if question.kind == .retry {
      warnings.append("Each is sent as it was, two at a time, and linked to its original.")
    } else if !goingOn.isEmpty {
      warnings.append(
        records.count == 1
          ? "This node may not stop its agent: the task can still end by itself."
          : "\(goingOn.joined(separator: ", ")) may not stop agents: tasks can still end by themselves."
      )
    }
    if question.asNobody { warnings.append("Asked in no user's name, here and from now on.") }
    return warnings
  }

  private var owner: String? {
    guard case .other(let user?)? = records.first?.submitter else { return nil }
    return user.shown(upTo: 40)
  }

  /// Nodes that only write a cancel down (CONTRACT quirk 2).
  private var goingOn: [String] {
    model.nodeOrder.filter { name in
      model.nodes[name]?.showsProgress == false && question.keys.contains { $0.node == name }
    }.map(\.text)
  }

  /// As many tasks as there is room for.
  private func list(in room: Int) -> [Line] {
    guard room > 2 else { return [] }
    let isCut = records.count > room - 1
    let shown = records.prefix(isCut ? room - 2 : room - 1)
    let lines = shown.map { record in
      var line = Line("  \(record.key.id.abbreviated) ", .muted)
      line.add(record.agent.shown(upTo: 20) + "  ", .muted)
      line.add(record.shownTitle())
      return line
    }
    let rest = records.count - shown.count
    return [.empty] + lines + (rest > 0 ? [Line("  and \(rest) more", .muted)] : [])
  }

  private func keys(width: Int) -> [Line] {
    let it = records.count == 1 ? "it" : "them"
    // A repeated key is no answer for a moment, so it is not offered either.
    let isArmed = model.now >= question.armedAt
    let context: Keymap.Context = question.wantsYes ? .question : .confirmation
    let yes = model.keymap.keys(of: .confirm, in: context).map(\.name)
    let asking = model.keymap.keys(of: .cancelTask, in: .board).map(\.name)
    let counting = yes.filter { isArmed || !asking.contains($0) }
    var keys = Line(counting.sorted().joined(separator: " or "), .key)
    keys.add(question.kind == .cancel ? " cancels \(it)   " : " tries \(it) again   ", .muted)
    keys.add("Esc", .key)
    keys.add(question.kind == .cancel ? " keeps \(it)" : " leaves \(it)", .muted)
    return [keys]
  }
}
