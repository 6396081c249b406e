import ClawBoard
import ClawLink
import ClawMirror
import Foundation

/// One line of `config`. The fields are documented and do not change.
struct ConfigRow: Encodable, Sendable, Equatable {
  /// Absent for what holds for all.
  let node: String?
  let key: String
  /// Absent for none.
  let value: Value?
  let source: String
  /// Of a file that need not be.
  var exists: Bool?

  enum Value: Sendable, Equatable {
    case text(String)
    case number(Int)
    case isOn(Bool)
  }

  /// What holds for all nodes.
  static func rows(of choice: NodeChoice) -> [ConfigRow] {
    let values = choice.values
    var settings = ConfigRow(nil, .config, choice.settingsPath)
    settings.exists = choice.settings.file != nil
    let ledger =
      values[.ledger]
      ?? GivenValue(value: .text(Ledger.Place.standard.path), source: .standard)
    let others: [Setting] = [.keepDays, .keepTasks, .storePrompts, .defaultNode]
    return [settings, ConfigRow(nil, .ledger, ledger)]
      + others.map { ConfigRow(nil, $0, values.inForce($0)) } + boardRows(of: choice.settings)
  }

  /// How the board looks: a key is called by the mapping that it stands in as well.
  private static func boardRows(of settings: Settings) -> [ConfigRow] {
    let rows = Setting.keys(in: .board).map { key in
      let row = ConfigRow(nil, key, settings.values.inForce(key))
      return ConfigRow(node: nil, key: "board.\(key)", value: row.value, source: row.source)
    }
    return rows
      + settings.filters.map { filter in
        ConfigRow(
          node: nil, key: "filters.\(filter.name)", value: .text(filter.text),
          source: SettingSource.file(filter.place).words)
      }
      + settings.commands.map { own in
        ConfigRow(
          node: nil, key: "commands.\(own.command.name)", value: .text(own.run),
          source: SettingSource.file(own.place).words)
      }
      + settings.keys.map { own in
        ConfigRow(
          node: nil, key: "keys.\(own.action.rawValue)", value: .text(own.words),
          source: SettingSource.file(own.place).words)
      }
  }

  /// What is in force at one node.
  static func rows(of node: NodeInForce) -> [ConfigRow] {
    Setting.keys(in: .entry).filter { $0 != .name }.flatMap { key in
      // A node on a socket has no address beside that.
      let value = key == .baseUrl ? node.values[key] : node.values.inForce(key)
      let row = ConfigRow(node.name, key, value)
      return key == .tokenFile ? [row, token(of: node)] : [row]
    }
  }

  /// Whether there is a token: never which.
  private static func token(of node: NodeInForce) -> ConfigRow {
    let source = node.values.tokenSetting.flatMap { node.values[$0]?.source }
    let state =
      switch Result(catching: { () throws(CommandFailure) in try node.values.token() }) {
      case .success(nil): "absent"
      case .success: "present"
      case .failure: "cannot be used"
      }
    return ConfigRow(
      node.name, .token, GivenValue(value: .text(state), source: source ?? .standard))
  }
}

extension ConfigRow {
  fileprivate init(_ node: String?, _ key: Setting, _ given: GivenValue?) {
    self.init(
      node: node, key: key.rawValue, value: given.flatMap { Value($0.value) },
      source: (given?.source ?? .standard).words)
  }
}

extension ConfigRow.Value: Encodable {
  /// `nil` for none, and for what is shown to nobody.
  fileprivate init?(_ value: SettingValue) {
    switch value {
    case .text(""), .secret: return nil
    case .text(let text): self = .text(text)
    case .number(let number): self = .number(number)
    case .isOn(let isOn): self = .isOn(isOn)
    }
  }

  /// One safe line.
  var shown: String {
    switch self {
    case .text(let text): NodeText(text).shown
    case .number(let number): String(number)
    case .isOn(let isOn): String(isOn)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .isOn(let isOn): try container.encode(isOn)
    }
  }
}
