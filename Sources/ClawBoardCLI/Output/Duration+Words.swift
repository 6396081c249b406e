import Foundation

extension Duration {
  /// `48s`, then minutes, hours, days.
  static func coarse(since time: Date, at now: Date) -> String {
    coarse(seconds: now.timeIntervalSince(time))
  }

  static func coarse(seconds: TimeInterval) -> String {
    let seconds = max(0, seconds)
    let units: [(TimeInterval, String)] = [(86_400, "d"), (3600, "h"), (60, "m")]
    for (unit, name) in units where seconds >= unit { return "\(Int(seconds / unit))\(name)" }
    return "\(Int(seconds))s"
  }

  /// `0.3s`, `9.9s`, then as the coarse ones.
  static func exact(seconds: TimeInterval) -> String {
    seconds < 10 ? String(format: "%.1fs", seconds) : coarse(seconds: seconds)
  }
}
