import ClawBoard
import ClawLink
import ClawMirror
import ClawTerminal
import Yams

/// Keys of the user's own.
extension SettingsReader {
  private static let title = "keys"

  func ownKeys(_ node: Node) throws(CommandFailure) -> [OwnKeys] {
    guard case .mapping(let mapping) = node else {
      throw fault(node, "\(Self.title): not a mapping: write 'action: key' below it")
    }
    var choice = KeyChoice()
    var all: [OwnKeys] = []
    for (key, value) in mapping {
      let action = try action(key)
      let place = SettingsPlace(path: path, line: line(key), entry: Self.title)
      do throws(KeyFault) {
        let keys = try keys(value)
        try choice.set(action, to: keys)
        all.append(OwnKeys(action: action, keys: keys, place: place))
      } catch {
        throw CommandFailure(.usage, "\(place.words(action.rawValue)): \(error)")
      }
      try checkRival(of: action, in: choice, all)
    }
    return all
  }

  private func action(_ key: Node) throws(CommandFailure) -> Action {
    let name = key.string ?? ""
    guard let action = Action(rawValue: name) else {
      let near = UnknownWord.nearest(to: name, among: Action.allCases.map(\.rawValue))
      let wayOut = near.map { "do you mean '\($0)'?" } ?? "the palette of the board lists all"
      throw fault(
        key,
        "\(Self.title): there is no action '\(NodeText(name).shown(upTo: 60))': \(wayOut)")
    }
    return action
  }

  /// One, a list of them, or none.
  private func keys(_ value: Node) throws(KeyFault) -> [Key] {
    let nodes = value.sequence.map { Array($0) } ?? [value]
    let names = nodes.compactMap { $0.null == nil ? $0.scalar?.string : nil }
    guard names.count == nodes.count, !names.isEmpty else { throw .notKeys }
    if names == [OwnKeys.none] { return [] }
    return try names.map { name throws(KeyFault) in try Key(named: name) }
  }

  /// Two actions of the settings cannot have one key in one place.
  private func checkRival(
    of action: Action, in choice: KeyChoice, _ all: [OwnKeys]
  ) throws(CommandFailure) {
    guard let rival = choice.rival(of: action),
      let own = all.first(where: { $0.action == action }),
      let other = all.first(where: { $0.action == rival.action })
    else { return }
    throw CommandFailure(
      .usage,
      "\(own.place.words(action.rawValue)): '\(rival.key.name)' is \(rival.action.rawValue) as "
        + "well, in line \(other.place.line): give each its own")
  }
}
