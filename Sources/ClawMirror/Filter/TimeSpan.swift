public import Foundation

/// A length of time as people write it: `90s`, `10m`, `1h30m`, `2d`, `1w`.
public struct TimeSpan: Sendable, Hashable, CustomStringConvertible {
  public let seconds: TimeInterval
  /// As it was written.
  public let description: String

  /// Longer ones than a century are a slip.
  private static let longest: TimeInterval = 100 * 366 * 86_400

  private static let units: [Character: TimeInterval] = [
    "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400,
  ]

  /// What such a text looks like, for messages.
  public static let hint = "write it like 90s, 10m, 1h30m, 2d or 1w"

  /// `nil` for a text that is none: every number wants its unit.
  public init?(_ text: String) {
    var total: TimeInterval = 0
    var digits = ""
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        guard let unit = Self.units[character], let count = Double(digits) else { return nil }
        total += count * unit
        digits = ""
      }
    }
    guard digits.isEmpty, !text.isEmpty, total <= Self.longest else { return nil }
    seconds = total
    description = text
  }
}
