import ClawBoard
import ClawLink
import ClawMirror
import Foundation
import Yams

/// Makes settings of their text. Every fault is one line that names the file, the line, what stands
/// there and the way out; none is passed over.
struct SettingsReader {
  private static let nodesKey = "nodes"
  private static let boardKey = "board"
  private static let filtersKey = "filters"
  private static let templatesKey = "templates"
  private static let keysKey = "keys"
  private static let commandsKey = "commands"
  private static let agentsKey = "agents"
  /// It would be read by whoever reads the settings: they are shown, copied and kept.
  private static let noToken =
    "a token does not belong here: put it into a file of its own and name that with tokenFile"

  private static let noKey =
    "a key does not belong here: put it into a file of its own and name that with keyFile"

  /// A mapping's keys and values as they stand there.
  struct Table {
    var values: [String: Node] = [:]
    var lines: [String: Int] = [:]

    /// `nil` for one without a value, as well.
    subscript(_ key: String) -> Node? { values[key].flatMap { $0.null == nil ? $0 : nil } }
  }

  let path: String

  func settings(_ yaml: String) throws(CommandFailure) -> Settings {
    var settings = Settings(file: path)
    guard let root = try compose(yaml), root.null == nil else { return settings }
    let keys = Setting.keys(in: .top)
    let mappings = [
      Self.nodesKey, Self.boardKey, Self.filtersKey, Self.templatesKey, Self.keysKey,
      Self.commandsKey, Self.agentsKey,
    ]
    let table = try table(root, mappings + keys.map(\.rawValue), in: nil)
    if let nodes = table[Self.nodesKey] {
      guard case .sequence(let entries) = nodes else {
        throw fault(nodes, "nodes: not a list: begin each node with '- name:'")
      }
      for (index, entry) in entries.enumerated() {
        settings.nodes.append(try self.entry(entry, number: index + 1))
      }
    }
    try checkNames(settings.nodes)
    settings.values = try values(of: keys, in: table, entry: nil)
    try checkDefaultNode(of: settings)
    if let board = table[Self.boardKey] {
      let keys = Setting.keys(in: .board)
      let table = try self.table(board, keys.map(\.rawValue), in: Self.boardKey)
      settings.values = try values(of: keys, in: table, entry: Self.boardKey)
        .over(settings.values)
    }
    if let filters = table[Self.filtersKey] { settings.filters = try savedFilters(filters) }
    if let templates = table[Self.templatesKey] {
      settings.templates = try self.templates(templates, nodes: settings.nodes.map(\.name))
    }
    if let keys = table[Self.keysKey] { settings.keys = try ownKeys(keys) }
    try checkBoard(of: settings)
    if let commands = table[Self.commandsKey] {
      settings.commands = try ownCommands(commands, settings)
    }
    if let agents = table[Self.agentsKey] { settings.agents = try self.agents(agents) }
    return settings
  }

  private func values(
    of keys: [Setting], in table: Table, entry: String?
  ) throws(CommandFailure) -> SettingValues {
    var values = SettingValues()
    for key in keys {
      guard let node = table[key.rawValue] else { continue }
      values[key] = try value(of: key, node, at: place(of: key, in: table, entry: entry))
    }
    return values
  }

  private func value(
    of key: Setting, _ node: Node, at place: SettingsPlace
  ) throws(CommandFailure) -> GivenValue {
    do {
      var value = try key.value(of: text(of: node, for: key))
      if key.row.kind == .file, case .text(let file) = value { value = .text(resolved(file)) }
      return GivenValue(value: value, source: .file(place))
    } catch {
      throw SettingSource.file(place).fault(key, error.problem)
    }
  }

  /// A list is written as one text where it may stand.
  private func text(of node: Node, for key: Setting) -> String? {
    guard key.row.kind == .states, let list = node.sequence else { return node.scalar?.string }
    let words = list.map { $0.scalar?.string ?? "?" }
    return words.isEmpty ? BoardColumn.noState : words.joined(separator: ", ")
  }

  private func place(of key: Setting, in table: Table, entry: String?) -> SettingsPlace {
    SettingsPlace(path: path, line: table.lines[key.rawValue] ?? 1, entry: entry)
  }

  // MARK: Entries

  private func entry(_ node: Node, number: Int) throws(CommandFailure) -> NodeEntry {
    let title = "node \(number)"
    let keys = Setting.keys(in: .entry)
    let table = try table(node, keys.map(\.rawValue), in: title)
    let has = { (key: Setting) in table[key.rawValue] != nil }
    guard has(.name) else { throw fault(node, "\(title): it has no name") }
    guard has(.baseUrl) || has(.unix) else { throw fault(node, "\(title): it has no baseUrl") }
    // From here on it is called by its name.
    let name = try values(of: [.name], in: table, entry: title).text(.name) ?? title
    let values = try values(of: keys, in: table, entry: "node '\(name)'")
    return NodeEntry(name: name, values: try withAddress(values))
  }

  /// With the path of its socket as it is on its machine: on another one there is no folder of these
  /// settings.
  private func withAddress(_ given: SettingValues) throws(CommandFailure) -> SettingValues {
    var values = given
    if values[.ssh] == nil, let unix = values[.unix], case .text(let file) = unix.value {
      values[.unix] = GivenValue(value: .text(resolved(file)), source: unix.source)
    }
    if values[.ssh] == nil, let config = values[.sshConfig] {
      throw config.source.fault(
        .sshConfig, "there is no ssh that would read it: give one, or take it out")
    }
    _ = try values.address()
    return values
  }

  private func checkNames(_ entries: [NodeEntry]) throws(CommandFailure) {
    var lines: [String: Int] = [:]
    for entry in entries {
      guard case .file(let place)? = entry.values[.name]?.source else { continue }
      if let line = lines[entry.name] {
        throw SettingSource.file(place).fault(
          .name, "line \(line) has this name already: give each node its own")
      }
      lines[entry.name] = place.line
    }
  }

  private func checkDefaultNode(of settings: Settings) throws(CommandFailure) {
    let names = settings.nodes.map(\.name)
    guard let given = settings.values[.defaultNode], case .text(let name) = given.value,
      !names.contains(name)
    else { return }
    throw given.source.fault(
      .defaultNode, UnknownWord("node", name, known: names).message)
  }

  /// `~` is the user's home; other paths begin at the folder of the settings.
  func resolved(_ file: String) -> String {
    let expanded = file.inHome
    if expanded.hasPrefix("/") { return expanded }
    return ((path as NSString).deletingLastPathComponent as NSString)
      .appendingPathComponent(expanded)
  }

  // MARK: YAML

  private func compose(_ yaml: String) throws(CommandFailure) -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw error.failure(in: path)
    } catch {
      throw CommandFailure(.usage, "\(NodeText(path).shown): \(NodeText("\(error)").shown)")
    }
  }

  func table(
    _ node: Node, _ known: [String], in title: String?
  ) throws(CommandFailure) -> Table {
    let prefix = title.map { "\($0): " } ?? ""
    guard case .mapping(let mapping) = node else {
      throw fault(node, prefix + "not a mapping: write '\(known[0]):' and what belongs to it")
    }
    var table = Table()
    for (key, value) in mapping {
      let name = key.string ?? "?"
      if name.lowercased() == Setting.token.rawValue {
        let isOfAgent = known.contains(AgentEntry.Field.keyFile.rawValue)
        throw fault(
          key, "\(prefix)\(Setting.token.rawValue): \(isOfAgent ? Self.noKey : Self.noToken)")
      }
      if known.contains(AgentEntry.Field.keyFile.rawValue),
        ["key", "apikey", "api_key"].contains(name.lowercased())
      {
        throw fault(key, "\(prefix)\(name): \(Self.noKey)")
      }
      guard known.contains(name) else {
        throw fault(key, prefix + UnknownWord("key", name, known: known).message)
      }
      table.values[name] = value
      table.lines[name] = line(key)
    }
    return table
  }

  func line(_ node: Node) -> Int { node.mark?.line ?? 1 }

  func fault(_ node: Node, _ problem: String) -> CommandFailure {
    CommandFailure(.usage, "\(NodeText(path).shown):\(line(node)): \(problem)")
  }
}

extension YamlError {
  /// One line instead of the parser's several.
  fileprivate func failure(in path: String) -> CommandFailure {
    let (line, problem): (Int?, String) =
      switch self {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        (mark.line, "not YAML (\(problem)): check signs and indentation there")
      case .duplicatedKeysInMapping(let keys, let context):
        (context.mark.line, "\(keys.joined(separator: ", ")): it stands twice: leave one")
      case .reader(let problem, _, _, _): (nil, "not YAML (\(problem)): take that out")
      default: (nil, "not YAML: \(self)")
      }
    let place = NodeText(path).shown + (line.map { ":\($0)" } ?? "")
    return CommandFailure(.usage, "\(place): \(NodeText(problem).shown)")
  }
}

extension String {
  /// With the user's home in place of a `~`, as a shell has it.
  fileprivate var inHome: String {
    let home = ProcessInfo.processInfo.environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let home, self == "~" || hasPrefix("~/") else {
      return (self as NSString).expandingTildeInPath
    }
    return home + dropFirst()
  }
}
