import ClawLink
import ClawMirror
import Foundation
import Yams

/// Makes settings of their text. Every fault is one line that names the file, the line, what stands
/// there and the way out; none is passed over.
struct SettingsReader {
  private enum Key: String, CaseIterable {
    case nodes, defaultNode, ledger, keepDays, keepTasks
  }

  /// A mapping's keys, with the line of each.
  private struct Table {
    let values: [String: Node]
    let lines: [String: Int]
  }

  let path: String

  func settings(_ yaml: String) throws(CommandFailure) -> Settings {
    var settings = Settings(file: path)
    guard let root = try compose(yaml), root.null == nil else { return settings }
    let table = try table(root, Key.allCases.map(\.rawValue), in: nil)
    if let nodes = table.values[Key.nodes.rawValue], nodes.null == nil {
      guard case .sequence(let entries) = nodes else {
        throw fault(nodes, "nodes: not a list: begin each node with '- name:'")
      }
      for (index, entry) in entries.enumerated() {
        settings.nodes.append(try self.entry(entry, number: index + 1))
      }
    }
    try checkNames(settings.nodes)
    if let node = table.values[Key.defaultNode.rawValue], node.null == nil {
      settings.defaultNode = try defaultNode(node, among: settings.nodes.map(\.name))
    }
    if let file = table.values[Key.ledger.rawValue], file.null == nil {
      guard let path = file.string, !path.isEmpty else {
        throw fault(file, "ledger: it is not the path of a file")
      }
      settings.ledger = resolved(path)
    }
    settings.keepDays = try count(table, .keepDays, 1...36_500) ?? settings.keepDays
    settings.keepTasks = try count(table, .keepTasks, 0...10_000_000) ?? settings.keepTasks
    return settings
  }

  private func count(
    _ table: Table, _ key: Key, _ range: ClosedRange<Int>
  ) throws(CommandFailure) -> Int? {
    guard let node = table.values[key.rawValue], node.null == nil else { return nil }
    guard let number = node.int, range.contains(number) else {
      throw fault(
        node,
        "\(key.rawValue): it is not a whole number from \(range.lowerBound) to "
          + "\(range.upperBound)")
    }
    return number
  }

  // MARK: Entries

  private func entry(_ node: Node, number: Int) throws(CommandFailure) -> NodeEntry {
    let title = "node \(number)"
    let table = try table(node, NodeEntry.Key.allCases.map(\.rawValue), in: title)
    for key in [NodeEntry.Key.name, .baseUrl] {
      let value = table.values[key.rawValue]
      if value == nil || value?.null != nil {
        throw fault(node, "\(title): it has no \(key.rawValue)")
      }
    }
    var place = SettingsPlace(path: path, entry: title, line: line(node), lines: table.lines)
    var entry = try decode(node, table, place)
    try checkName(entry.name, place)
    place.entry = "node '\(entry.name)'"
    entry.place = place
    entry.tokenFile = entry.tokenFile.map(resolved)
    entry.caFile = entry.caFile.map(resolved)
    try check(entry, place)
    return entry
  }

  private func decode(
    _ node: Node, _ table: Table, _ place: SettingsPlace
  ) throws(CommandFailure) -> NodeEntry {
    do {
      return try YAMLDecoder().decode(NodeEntry.self, from: node)
    } catch DecodingError.typeMismatch(let type, let context) {
      let key = context.codingPath.first?.stringValue ?? ""
      let value = table.values[key]?.string.map { "'\(NodeText($0).shown)' is" } ?? "it is"
      let wanted =
        type == Int.self ? "a whole number" : type == Bool.self ? "true or false" : "one text"
      throw place.fault(key, "\(value) not \(wanted)")
    } catch {
      throw fault(node, "\(place.entry): cannot be read: \(NodeText("\(error)").shown)")
    }
  }

  /// A name stands in one line beside others.
  private func checkName(_ name: String, _ place: SettingsPlace) throws(CommandFailure) {
    let isClean = NodeText(name).shown == name && !name.contains(where: \.isNewline)
    let isTrimmed = name.trimmingCharacters(in: .whitespaces) == name
    guard isClean, isTrimmed, (1...32).contains(name.count) else {
      throw place.fault(
        "name",
        "'\(NodeText(name).shown(upTo: 60))' cannot be shown on one line: "
          + "give 1 to 32 letters, digits or signs")
    }
  }

  /// What does not need other files: those are looked at once the node is used.
  private func check(_ entry: NodeEntry, _ place: SettingsPlace) throws(CommandFailure) {
    do throws(ClawLinkError) {
      _ = try ClawLinkConfiguration(
        baseUrl: entry.baseUrl, pollIntervalMs: entry.pollIntervalMs ?? 1000,
        timeoutMs: entry.timeoutMs ?? 30_000, requestsPerSecond: entry.requestsPerSecond ?? 100)
    } catch .configuration(let key, let problem) {
      throw place.fault(key, problem)
    } catch {
      throw place.fault("baseUrl", error.description)
    }
  }

  private func checkNames(_ entries: [NodeEntry]) throws(CommandFailure) {
    var known: [String: NodeEntry] = [:]
    for entry in entries {
      if let first = known[entry.name], let place = entry.place {
        let line = first.place?.lines["name"] ?? 0
        throw place.fault("name", "line \(line) has this name already: give each node its own")
      }
      known[entry.name] = entry
    }
  }

  private func defaultNode(_ node: Node, among names: [String]) throws(CommandFailure) -> String {
    guard let name = node.string else { throw fault(node, "defaultNode: it is not one name") }
    guard names.contains(name) else {
      throw fault(node, "defaultNode: " + UnknownWord("node", name, known: names).message)
    }
    return name
  }

  /// `~` is the user's home; other paths begin at the folder of the settings.
  private func resolved(_ file: String) -> String {
    let expanded = (file as NSString).expandingTildeInPath
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

  private func table(
    _ node: Node, _ known: [String], in title: String?
  ) throws(CommandFailure) -> Table {
    let prefix = title.map { "\($0): " } ?? ""
    guard case .mapping(let mapping) = node else {
      throw fault(node, prefix + "not a mapping: write '\(known[0]):' and what belongs to it")
    }
    var table = (values: [String: Node](), lines: [String: Int]())
    for (key, value) in mapping {
      let name = key.string ?? "?"
      guard known.contains(name) else {
        throw fault(key, prefix + UnknownWord("key", name, known: known).message)
      }
      table.values[name] = value
      table.lines[name] = line(key)
    }
    return Table(values: table.values, lines: table.lines)
  }

  private func line(_ node: Node) -> Int { node.mark?.line ?? 1 }

  private func fault(_ node: Node, _ problem: String) -> CommandFailure {
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
