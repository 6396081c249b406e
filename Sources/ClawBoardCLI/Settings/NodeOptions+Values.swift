import Foundation

extension NodeOptions {
  /// What was chosen: flags, the environment and the settings together. What of the environment is
  /// none of ours and may be meant so is said.
  func choice(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(CommandFailure) -> NodeChoice {
    let flags = try SettingValues(texts) { .flag($0.row.flag ?? $0.rawValue) }
    let variables = try Variables(environment)
    for remark in variables.remarks { Main.complain(remark) }
    let path = flags.over(variables.values)[.config]
    return NodeChoice(
      flags: flags, names: names, variables: variables.values,
      settings: try Settings.read(path, environment: environment),
      settingsPath: path
        ?? GivenValue(value: .text(Settings.standardPath(environment)), source: .standard))
  }

  /// What the flags say.
  private var texts: [Setting: String] {
    let texts: [Setting: String?] = [
      .baseUrl: url, .config: config, .ledger: ledger, .userId: userId, .deviceId: deviceId,
      .tokenFile: tokenFile, .caFile: caFile,
      .sendTokenInClear: sendTokenInClear ? "true" : nil,
      .pollIntervalMs: pollIntervalMs.map { String($0) },
      .timeoutMs: timeoutMs.map { String($0) },
    ]
    return texts.compactMapValues(\.self)
  }
}
