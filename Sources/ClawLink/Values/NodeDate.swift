public import Foundation

/// A moment as a node writes it: `YYYY-MM-DDTHH:MM:SS[.ffffff]`, without a zone, always UTC.
/// The fraction is absent when it is zero (CONTRACT section 1, quirk 24).
public struct NodeDate: Sendable, Hashable, Codable {
  /// The moment.
  public let date: Date

  private static let wholeSeconds = Date.ISO8601FormatStyle(timeZone: .gmt)
    .year().month().day().time(includingFractionalSeconds: false)

  /// A moment to be written as a node does.
  public init(_ date: Date) {
    self.date = date
  }

  /// Reads a node's spelling, with any number of digits in the fraction; a trailing `Z` is
  /// accepted. `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.trimmingSuffix("Z").split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = try? Date(String(parts[0]), strategy: Self.wholeSeconds) else { return nil }
    guard parts.count == 2 else {
      date = whole
      return
    }
    guard !parts[1].isEmpty, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let fraction = Double("0." + parts[1])
    else { return nil }
    date = whole.addingTimeInterval(fraction)
  }

  /// The node's spelling, to the microsecond.
  public var text: String {
    let micros = Int64((date.timeIntervalSince1970 * 1_000_000).rounded())
    let fraction = ((micros % 1_000_000) + 1_000_000) % 1_000_000
    let whole = Date(timeIntervalSince1970: Double((micros - fraction) / 1_000_000))
      .formatted(Self.wholeSeconds)
    guard fraction > 0 else { return whole }
    let digits = String(fraction)
    return whole + "." + String(repeating: "0", count: 6 - digits.count) + digits
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = NodeDate(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a node's date")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> Substring {
    hasSuffix(suffix) ? dropLast(suffix.count) : self[...]
  }
}
