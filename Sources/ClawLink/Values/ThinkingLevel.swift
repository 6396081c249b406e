/// How long a model may think before it answers. It travels in `context`; whether an agent reads
/// it is up to the node (CONTRACT quirk 34).
public enum ThinkingLevel: String, Sendable, CaseIterable, Codable {
  case off, minimal, low, medium, high, xhigh

  /// CoderClaw's other spellings.
  private static let aliases: [String: ThinkingLevel] = [
    "on": .low, "enable": .low, "think-hard": .low,
    "think": .minimal, "min": .minimal,
    "med": .medium, "mid": .medium, "think-harder": .medium,
    "ultra": .high, "ultrathink": .high, "highest": .high, "max": .high,
    "x-high": .xhigh, "extra-high": .xhigh,
  ]

  /// Reads a level or one of CoderClaw's aliases, in any case.
  ///
  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with key `thinking` and the list of
  ///   levels.
  public init(parsing text: String) throws(ClawLinkError) {
    let name = text.lowercased()
    guard let level = ThinkingLevel(rawValue: name) ?? Self.aliases[name] else {
      throw .configuration(
        key: "thinking",
        problem: "'\(NodeText(text).shown)' is no level: use one of "
          + Self.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self = level
  }
}
