import ClawLink
import ClawMirror
import ClawNode
import Foundation
import Yams

/// The agents of our own node.
extension SettingsReader {
  func agents(_ node: Node) throws(CommandFailure) -> [AgentEntry] {
    guard case .sequence(let entries) = node else {
      throw fault(node, "agents: not a list: begin each agent with '- name:'")
    }
    var agents: [AgentEntry] = []
    for (index, entry) in entries.enumerated() {
      let title = "agent \(index + 1)"
      let reader = AgentReader(
        title: title, table: try table(entry, AgentEntry.Field.allCases.map(\.rawValue), in: title),
        entry: entry, reader: self)
      let agent = try reader.agent()
      if let other = agents.first(where: { $0.isSame(as: agent) }) {
        throw fault(
          entry,
          "agent '\(agent.name)': line \(other.place.line) has this name already: give another")
      }
      agents.append(agent)
    }
    return agents
  }
}

/// One entry of the list.
private struct AgentReader {
  typealias Field = AgentEntry.Field

  /// More tasks at once are a slip: a node has no more slots.
  private static let atOnce = 1...1000
  private static let maxTokens = 1...10_000_000

  let title: String
  let table: SettingsReader.Table
  let entry: Node
  let reader: SettingsReader

  func agent() throws(CommandFailure) -> AgentEntry {
    guard let name = try text(.name) else { throw reader.fault(entry, "\(title): it has no name") }
    guard name.wholeMatch(of: /[A-Za-z0-9_-]{1,32}/) != nil else {
      throw fault(
        .name,
        "'\(NodeText(name).shown(upTo: 60))' is no name: give 1 to 32 letters, digits, - or _")
    }
    if name.lowercased() == "demo" {
      throw fault(.name, "demo is the node's own: give another")
    }
    let place = place(.name)
    if table[Field.run.rawValue] != nil {
      try refuse(Field.upstream, "it runs a program")
      return AgentEntry(name: name, work: .program(try program(name)), place: place)
    }
    guard let kind = ModelKind(name: name) else {
      let known = ModelKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw reader.fault(
        entry, "agent '\(name)': it has no run, and is none of \(known): say what it runs")
    }
    try refuse(Field.program, "without 'run' it asks a model")
    return AgentEntry(name: name, work: .upstream(kind, try upstream()), place: place)
  }

  private func refuse(_ fields: [Field], _ why: String) throws(CommandFailure) {
    guard let field = fields.first(where: { table[$0.rawValue] != nil }) else { return }
    throw fault(field, "\(why), and has no use for it: take it out")
  }

  private func program(_ name: String) throws(CommandFailure) -> CommandSettings {
    guard let folder = try text(.folder) else {
      throw reader.fault(entry, "agent '\(name)': it has no folder: say where it works")
    }
    var settings = CommandSettings(
      name: name, run: try words(), folder: reader.resolved(folder).standardizedPath)
    settings.description = try text(.description)
    settings.hasWorktree = try isOn(.worktree)
    settings.asks = try isOn(.asks)
    settings.environment = try environment()
    if let count = try number(.atOnce, Self.atOnce) { settings.atOnce = count }
    if let limit = try limit() { settings.limit = limit }
    return settings
  }

  private func upstream() throws(CommandFailure) -> UpstreamEntry {
    UpstreamEntry(
      baseUrl: try text(.baseUrl), keyFile: try text(.keyFile).map { reader.resolved($0) },
      model: try text(.model), maxTokens: try number(.maxTokens, Self.maxTokens),
      limit: try limit(), atOnce: try number(.atOnce, Self.atOnce))
  }

  // MARK: Values

  private func words() throws(CommandFailure) -> CommandWords {
    do throws(CommandWords.Failure) {
      guard let node = table[Field.run.rawValue], let list = node.sequence else {
        return try CommandWords(line: table[Field.run.rawValue]?.scalar?.string ?? "")
      }
      return try CommandWords(
        list.map { node throws(CommandWords.Failure) in
          guard let word = node.scalar?.string else {
            throw CommandWords.Failure(description: "a word is not a text: write each as one")
          }
          return word
        })
    } catch {
      throw fault(.run, error.description)
    }
  }

  private func environment() throws(CommandFailure) -> [String] {
    guard let node = table[Field.environment.rawValue] else { return [] }
    guard let list = node.sequence else {
      throw fault(.environment, "not a list: write [NAME, OTHER=value]")
    }
    var names: [String] = []
    for node in list {
      let text = node.scalar?.string ?? ""
      guard text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*(=[^\u{0}]*)?/) != nil else {
        throw fault(
          .environment,
          "'\(NodeText(text).shown(upTo: 60))' is no variable: write NAME or NAME=value")
      }
      try checkVariable(text, beside: names)
      names.append(text)
    }
    return names
  }

  private func checkVariable(_ text: String, beside names: [String]) throws(CommandFailure) {
    func name(_ text: String) -> Substring { text.prefix { $0 != "=" } }
    let name = name(text)
    if names.contains(where: { $0.prefix { $0 != "=" } == name }) {
      throw fault(.environment, "\(name) stands twice: leave one")
    }
    if name.hasPrefix("CLAWBOARD_") {
      throw fault(.environment, "\(name) is what the node says: give another")
    }
    let isSecret = ["KEY", "TOKEN", "SECRET", "PASSWORD"].contains {
      name.uppercased().hasSuffix($0)
    }
    if isSecret, text.contains("=") {
      throw fault(
        .environment,
        "\(name): a secret does not belong here: give the name alone, and set it where the "
          + "node is started")
    }
  }

  private func limit() throws(CommandFailure) -> Duration? {
    guard let text = try text(.limit) else { return nil }
    guard let span = TimeSpan(text), span.seconds >= 1 else {
      throw fault(
        .limit, "'\(NodeText(text).shown(upTo: 60))' is not a length of time: \(TimeSpan.hint)")
    }
    return .seconds(span.seconds)
  }

  private func number(_ field: Field, _ range: ClosedRange<Int>) throws(CommandFailure) -> Int? {
    guard let text = try text(field) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw fault(
        field,
        "'\(NodeText(text).shown(upTo: 60))' is not in range: give \(range.lowerBound) to \(range.upperBound)"
      )
    }
    return number
  }

  private func isOn(_ field: Field) throws(CommandFailure) -> Bool {
    switch try text(field) {
    case nil, "false", "no", "off": false
    case "true", "yes", "on": true
    default: throw fault(field, "it is not true or false: write one of them")
    }
  }

  private func text(_ field: Field) throws(CommandFailure) -> String? {
    guard let node = table[field.rawValue] else { return nil }
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw fault(field, "it is not one text: write it in one line")
    }
    return text
  }

  private func place(_ field: Field) -> SettingsPlace {
    SettingsPlace(
      path: reader.path, line: table.lines[field.rawValue] ?? reader.line(entry), entry: title)
  }

  private func fault(_ field: Field, _ problem: String) -> CommandFailure {
    CommandFailure(.usage, "\(place(field).words(field.rawValue)): \(problem)")
  }
}

extension String {
  /// Without `.` and `..` in it.
  fileprivate var standardizedPath: String { URL(fileURLWithPath: self).standardizedFileURL.path }
}
