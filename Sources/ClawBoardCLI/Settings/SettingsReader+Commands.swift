import ClawBoard
import ClawLink
import ClawMirror
import ClawTerminal
import Yams

/// Commands of the user's own.
extension SettingsReader {
  private static let title = "commands"

  /// - Parameter settings: what was read before: saved filters, and keys.
  func ownCommands(_ node: Node, _ settings: Settings) throws(CommandFailure) -> [OwnCommand] {
    guard case .sequence(let entries) = node else {
      throw fault(node, "\(Self.title): not a list: begin each command with '- key:'")
    }
    var commands: [OwnCommand] = []
    for (index, entry) in entries.enumerated() {
      let reader = CommandEntry(
        title: "command \(index + 1)",
        table: try table(
          entry, OwnCommand.Field.allCases.map(\.rawValue), in: "command \(index + 1)"),
        entry: entry, reader: self)
      let own = try reader.command(saved: settings.filterTexts, keys: settings.keyChoice)
      try reader.check(own, beside: commands)
      commands.append(own)
    }
    return commands
  }
}

/// One entry of the list.
private struct CommandEntry {
  let title: String
  let table: SettingsReader.Table
  let entry: Node
  let reader: SettingsReader

  func command(
    saved: [String: String], keys: KeyChoice
  ) throws(CommandFailure) -> OwnCommand {
    let key = try key(keys)
    let name = try name()
    let run = try needed(.run)
    let command = UserCommand(
      key: key, name: name, text: try text(run), condition: try condition(saved),
      output: try output())
    return OwnCommand(command: command, run: run, place: place(.key))
  }

  func check(_ own: OwnCommand, beside others: [OwnCommand]) throws(CommandFailure) {
    if let other = others.first(where: { $0.command.key == own.command.key }) {
      throw fault(.key, "line \(other.place.line) has '\(own.command.key)' already: give another")
    }
    if let other = others.first(where: { $0.command.name == own.command.name }) {
      throw fault(
        .name, "the command of line \(other.place.line) has this name already: give another")
    }
  }

  private func key(_ keys: KeyChoice) throws(CommandFailure) -> Character {
    let name = try needed(.key)
    guard case .character(let key)? = try? Key(named: name), key != " " else {
      throw fault(
        .key, "'\(NodeText(name).shown(upTo: 60))' is not one sign: give a letter, digit or sign")
    }
    if let action = keys.menuAction(of: .character(key)) {
      throw fault(.key, "'\(key)' is \(action.rawValue) in the menu: give another")
    }
    return key
  }

  private func name() throws(CommandFailure) -> String {
    let text = try needed(.name)
    do {
      guard case .text(let name) = try Setting.name.value(of: text) else { return text }
      return name
    } catch {
      throw fault(.name, error.problem)
    }
  }

  private func text(_ run: String) throws(CommandFailure) -> CommandText {
    do {
      return try CommandText(run)
    } catch {
      throw fault(.run, error.description)
    }
  }

  private func condition(_ saved: [String: String]) throws(CommandFailure) -> TaskFilter? {
    guard table[OwnCommand.Field.when.rawValue] != nil else { return nil }
    let text = try needed(.when)
    do {
      return try TaskFilter(text, saved: saved)
    } catch {
      throw fault(.when, error.description)
    }
  }

  private func output() throws(CommandFailure) -> UserCommand.Output {
    guard table[OwnCommand.Field.output.rawValue] != nil else { return .terminal }
    let word = try needed(.output)
    guard let output = UserCommand.Output(rawValue: word) else {
      let known = UserCommand.Output.allCases.map(\.rawValue)
      throw fault(.output, UnknownWord("output", word, known: known).message)
    }
    return output
  }

  /// One text that says something.
  private func needed(_ field: OwnCommand.Field) throws(CommandFailure) -> String {
    guard let node = table[field.rawValue] else {
      throw reader.fault(entry, "\(title): it has no \(field.rawValue)")
    }
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw fault(field, "it is not one text: write it in one line")
    }
    return text
  }

  private func place(_ field: OwnCommand.Field) -> SettingsPlace {
    SettingsPlace(
      path: reader.path, line: table.lines[field.rawValue] ?? reader.line(entry), entry: title)
  }

  private func fault(_ field: OwnCommand.Field, _ problem: String) -> CommandFailure {
    CommandFailure(.usage, "\(place(field).words(field.rawValue)): \(problem)")
  }
}
