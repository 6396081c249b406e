import ClawLink
import ClawMirror
import ClawTerminal
import Yams

/// Makes a theme of a file's text: YAML with a name, perhaps a theme that it inherits, and roles.
struct ThemeReader {
  private enum StyleKey: String, CaseIterable {
    case fg, bg, attributes
  }

  private static let attributes: [(name: String, attribute: Style.Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("reverse", .reverse), ("underline", .underline),
    ("italic", .italic),
  ]

  private let file: String
  private var warnings: [String] = []

  /// - Parameter file: what it is called in what is said of it.
  static func read(_ yaml: String, of file: String) throws(ThemeFault) -> ThemeFile {
    var reader = ThemeReader(file: file)
    return try reader.theme(try reader.compose(yaml))
  }

  private init(file: String) { self.file = file }

  private mutating func theme(_ root: Node) throws(ThemeFault) -> ThemeFile {
    let table = try table(root, ThemeFile.Key.self, kind: "key", at: "")
    var lines: [ThemeFile.Key: Int] = [:]
    for (key, entry) in table { lines[key] = entry.line }
    let name = try name(table[.name], .name)
    guard let name else { throw ThemeFault(file, line: nil, "it has no name: write 'name: …'") }
    return ThemeFile(
      file: file, name: name, parent: try self.name(table[.inherits], .inherits),
      styles: try styles(table[.roles]?.value), warnings: warnings, lines: lines)
  }

  private func name(_ entry: Entry?, _ key: ThemeFile.Key) throws(ThemeFault) -> String? {
    guard let value = entry?.value, value.null == nil else { return nil }
    guard let name = value.scalar?.string, (1...32).contains(name.count),
      NodeText(name).shown == name
    else { throw fault(value, "\(key.rawValue): no name: write 1 to 32 characters") }
    return name
  }

  // MARK: Roles

  private mutating func styles(_ node: Node?) throws(ThemeFault) -> [Role: Style] {
    guard let node, node.null == nil else { return [:] }
    var styles: [Role: Style] = [:]
    for (role, entry) in try table(node, Role.self, kind: "role", at: "roles: ") {
      styles[role] = try style(entry.value, of: role)
    }
    return styles
  }

  private mutating func style(_ node: Node, of role: Role) throws(ThemeFault) -> Style {
    guard node.null == nil else { return .plain }
    let table = try table(node, StyleKey.self, kind: "key", at: "\(role.rawValue): ")
    return Style(
      foreground: try color(table[.fg], of: role),
      background: try color(table[.bg], of: role),
      attributes: try attributes(table[.attributes], of: role))
  }

  private func color(_ entry: Entry?, of role: Role) throws(ThemeFault) -> Color {
    guard let value = entry?.value else { return .standard }
    if let color = value.scalar.flatMap({ Color(word: $0.string) }) { return color }
    throw fault(value, "\(role.rawValue): \(shown(value)) is no colour: use \(Color.words)")
  }

  private func attributes(
    _ entry: Entry?, of role: Role
  ) throws(ThemeFault) -> Style.Attributes {
    guard let value = entry?.value, value.null == nil else { return [] }
    let known = Self.attributes.map(\.name).joined(separator: ", ")
    guard case .sequence(let words) = value else {
      throw fault(value, "\(role.rawValue): attributes is no list: write some of [\(known)]")
    }
    var result: Style.Attributes = []
    for word in words {
      guard let known = Self.attributes.first(where: { $0.name == word.scalar?.string }) else {
        throw fault(word, "\(role.rawValue): \(shown(word)) is no attribute: use \(known)")
      }
      result.insert(known.attribute)
    }
    return result
  }

  // MARK: YAML

  private struct Entry {
    let value: Node
    let line: Int?
  }

  private func compose(_ yaml: String) throws(ThemeFault) -> Node {
    do {
      // Every value is read as it stands: to find out what else it might be takes longer than all
      // the rest, and the themes that are compiled in are read at each start.
      if let root = try Yams.compose(yaml: yaml, .basic), root.null == nil { return root }
    } catch {
      throw ThemeFault(
        file, line: (error as? YamlError)?.line, "not YAML: check signs and indentation")
    }
    throw ThemeFault(file, line: nil, "it is empty: write 'name: …' and 'roles:'")
  }

  /// A mapping's values by their keys; one that is not known is a warning.
  private mutating func table<Key: RawRepresentable & CaseIterable & Hashable>(
    _ node: Node, _ keys: Key.Type, kind: String, at place: String
  ) throws(ThemeFault) -> [Key: Entry] where Key.RawValue == String {
    guard case .mapping(let mapping) = node else {
      throw fault(node, "\(place)not a mapping: write '\(keyExample(keys)): …'")
    }
    var table: [Key: Entry] = [:]
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      if let known = Key(rawValue: name) {
        table[known] = Entry(value: value, line: key.mark?.line)
      } else {
        let near = UnknownWord.nearest(to: name, among: Key.allCases.map(\.rawValue))
        let problem = UnknownWord(kind, name, known: near.map { [$0] } ?? []).message
        warnings.append(fault(key, place + problem).message)
      }
    }
    return table
  }

  private func keyExample<Key: RawRepresentable & CaseIterable>(_ keys: Key.Type) -> String
  where Key.RawValue == String {
    keys.allCases.first?.rawValue ?? ""
  }

  private func shown(_ node: Node) -> String {
    node.scalar.map { "'\(NodeText($0.string).shown(upTo: 60))'" } ?? "what stands there"
  }

  private func fault(_ node: Node, _ problem: String) -> ThemeFault {
    ThemeFault(file, line: node.mark?.line, problem)
  }
}

extension YamlError {
  fileprivate var line: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }
}
