import ClawLink
import ClawMirror

/// What the environment says. An empty variable counts as none.
struct Variables: Sendable {
  private static let prefix = "CLAWBOARD_"

  let values: SettingValues
  /// Variables that may be meant for us and are none of ours: one line each.
  let remarks: [String]

  init(_ environment: [String: String]) throws(CommandFailure) {
    var texts: [Setting: String] = [:]
    for setting in Setting.allCases {
      guard let name = setting.row.variable, let text = environment[name], !text.isEmpty else {
        continue
      }
      texts[setting] = text
    }
    values = try SettingValues(texts) { .variable($0.row.variable ?? $0.rawValue) }
    try Self.checkTogether(values, .token, .tokenFile, as: "give a token")
    try Self.checkTogether(values, .baseUrl, .node, as: "name a node")
    remarks = environment.keys.sorted().compactMap(Self.remark)
  }

  private static func checkTogether(
    _ values: SettingValues, _ one: Setting, _ other: Setting, as words: String
  ) throws(CommandFailure) {
    guard case .variable(let first)? = values[one]?.source,
      case .variable(let second)? = values[other]?.source
    else { return }
    throw CommandFailure(.usage, "\(first) and \(second) \(words) in two ways: set one of them")
  }

  /// What was meant may be spelled nearly as the variable is, or as its flag. The part that all have
  /// in common says nothing of it.
  private static func remark(on name: String) -> String? {
    let settings = Setting.allCases.map(\.row).filter { $0.variable != nil }
    guard name.hasPrefix(prefix), !settings.contains(where: { $0.variable == name }) else {
      return nil
    }
    var variables: [String: String] = [:]
    for row in settings {
      guard let variable = row.variable else { continue }
      variables[String(variable.dropFirst(prefix.count))] = variable
      let flag = row.flag?.dropFirst(2).uppercased().replacing("-", with: "_")
      if let flag { variables[flag] = variable }
    }
    let near = UnknownWord.nearest(
      to: String(name.dropFirst(prefix.count)), among: variables.keys.sorted())
    return near.flatMap { variables[$0] }.map {
      "\(NodeText(name).shown(upTo: 60)): there is no such variable: do you mean \($0)?"
    }
  }
}
