import ClawLink

/// One node of the settings, as it is written there.
struct NodeEntry: Decodable, Sendable, Equatable {
  enum Key: String, CodingKey, CaseIterable {
    case name, baseUrl, userId, deviceId, tokenFile, caFile, sendTokenInClear, pollIntervalMs
    case timeoutMs, requestsPerSecond, readOnly
  }

  let name: String
  let baseUrl: String
  var userId: String?
  var deviceId: String?
  var tokenFile: String?
  var caFile: String?
  var sendTokenInClear: Bool?
  var pollIntervalMs: Int?
  var timeoutMs: Int?
  var requestsPerSecond: Int?
  var readOnly: Bool?
  /// Where it stands; `nil` for a node that no settings name.
  var place: SettingsPlace?

  init(name: String, baseUrl: String) {
    self.name = name
    self.baseUrl = baseUrl
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    name = try values.decode(String.self, forKey: .name)
    baseUrl = try values.decode(String.self, forKey: .baseUrl)
    userId = try values.decodeIfPresent(String.self, forKey: .userId)
    deviceId = try values.decodeIfPresent(String.self, forKey: .deviceId)
    tokenFile = try values.decodeIfPresent(String.self, forKey: .tokenFile)
    caFile = try values.decodeIfPresent(String.self, forKey: .caFile)
    sendTokenInClear = try values.decodeIfPresent(Bool.self, forKey: .sendTokenInClear)
    pollIntervalMs = try values.decodeIfPresent(Int.self, forKey: .pollIntervalMs)
    timeoutMs = try values.decodeIfPresent(Int.self, forKey: .timeoutMs)
    requestsPerSecond = try values.decodeIfPresent(Int.self, forKey: .requestsPerSecond)
    readOnly = try values.decodeIfPresent(Bool.self, forKey: .readOnly)
  }
}

/// Where an entry stands in the settings.
struct SettingsPlace: Sendable, Equatable {
  let path: String
  /// What the entry is called in a message: its name, else its number.
  var entry: String
  /// Counted from 1.
  let line: Int
  /// The lines of its keys.
  let lines: [String: Int]

  /// A value that cannot be used, named by file, line, entry and key.
  func fault(_ key: String, _ problem: String) -> CommandFailure {
    CommandFailure(.usage, "\(words(key)): \(problem)")
  }

  func words(_ key: String) -> String {
    "\(NodeText(path).shown):\(lines[key] ?? line): \(entry), \(key)"
  }
}
