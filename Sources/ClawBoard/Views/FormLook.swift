import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// What an agent will be sent of a form, as it will be sent.
struct FormLook {
  let model: Model
  let form: SubmitForm
  let width: Int

  var lines: [Line] {
    var lines = Line.wrapped(head, to: width, .muted)
    lines.append(.empty)
    if form.isAnswer { return lines + text(form.prompt.text) }
    let request = form.written
    if let problem = form.problem { lines += Line.wrapped(problem.words, to: width, .warning) }
    guard keepsContextApart else { return lines + text(SentText(request: request).text) }
    lines += text(request.input)
    guard let context = request.context, !context.isEmpty else { return lines }
    lines.append(Line("Context", .heading))
    return lines + text(Self.json(context))
  }

  private var head: String {
    let user = form.sender == .us ? model.nodes[form.node]?.userId : nil
    let sender = user.map { ", from \(NodeText($0).shown(upTo: 40))" } ?? ""
    if form.isAnswer { return "The task on \(form.node) gets this\(sender):" }
    let agent = form.agent?.shown(upTo: 40) ?? "No agent"
    return "\(agent) on \(form.node) gets this\(sender):"
  }

  /// Our own node hands prompt and context to its agents as they are; the real one, which says
  /// nothing of itself, prints the context before the prompt (CONTRACT quirk 34).
  private var keepsContextApart: Bool { model.nodes[form.node]?.instance != nil }

  private func text(_ text: String) -> [Line] {
    Line.wrapped(NodeText(text).shownLines, to: width)
  }

  private static func json(_ values: [String: JSONValue]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return (try? encoder.encode(values)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
