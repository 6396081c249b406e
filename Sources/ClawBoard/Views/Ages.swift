import Foundation

/// Writes times as people read them, and remembers when the earliest of them will read otherwise.
/// Ages are coarse, so that a screen on which nothing happens stays as it is.
struct Ages {
  let now: Date
  /// When something written here will change; `nil` for never.
  private(set) var nextChange: Date?

  init(now: Date) {
    self.now = now
  }

  /// `<1m`, then minutes, hours, days.
  mutating func coarse(since time: Date) -> String {
    let seconds = max(0, now.timeIntervalSince(time))
    let (unit, name): (Double, String) =
      seconds < 3600 ? (60, "m") : seconds < 86_400 ? (3600, "h") : (86_400, "d")
    let count = (seconds / unit).rounded(.down)
    changes(at: time.addingTimeInterval((count + 1) * unit))
    return count == 0 ? "<1m" : "\(Int(count))\(name)"
  }

  /// `48s`, `2m14`, `1h03`: to the second below an hour.
  mutating func exact(since time: Date) -> String {
    let seconds = max(0, now.timeIntervalSince(time))
    let unit: Double = seconds < 3600 ? 1 : 60
    changes(at: time.addingTimeInterval(((seconds / unit).rounded(.down) + 1) * unit))
    return Self.duration(seconds)
  }

  /// Something that is shown until then.
  mutating func changes(at time: Date) {
    guard time > now else { return }
    nextChange = min(nextChange ?? time, time)
  }

  /// `5s`, `2m`, `1h`: the largest unit that it fills.
  static func unit(_ seconds: Double) -> String {
    let whole = Int(seconds)
    if whole < 60 { return "\(whole)s" }
    return whole < 3600 ? "\(whole / 60)m" : "\(whole / 3600)h"
  }

  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, abs(seconds) < 1e9 else { return "?" }
    if seconds < 0 { return "-" + duration(-seconds) }
    if seconds < 1 { return "<1s" }
    let whole = Int(seconds)
    if whole < 60 { return "\(whole)s" }
    if whole < 3600 { return "\(whole / 60)m\(twoDigits(whole % 60))" }
    return "\(whole / 3600)h\(twoDigits(whole / 60 % 60))"
  }

  /// `14:02:59` in a time zone.
  static func clock(_ time: Date, in zone: TimeZone) -> String {
    let seconds = secondsOfDay(time, in: zone)
    return "\(hourAndMinute(time, in: zone)):\(twoDigits(seconds % 60))"
  }

  /// `2026-11-21`.
  static func date(_ time: Date, in zone: TimeZone) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let day = calendar.dateComponents([.year, .month, .day], from: time)
    return "\(day.year ?? 0)-\(twoDigits(day.month ?? 0))-\(twoDigits(day.day ?? 0))"
  }

  /// `2026-11-21 14:02:59`.
  static func dateAndClock(_ time: Date, in zone: TimeZone) -> String {
    "\(date(time, in: zone)) \(clock(time, in: zone))"
  }

  /// `14:02:11 to 14:05:20`, with the dates where these differ.
  static func span(_ start: Date, _ end: Date, in zone: TimeZone) -> String {
    let isOneDay = date(start, in: zone) == date(end, in: zone)
    let words = isOneDay ? clock : dateAndClock
    return "\(words(start, zone)) to \(words(end, zone))"
  }

  /// `14:02`.
  static func hourAndMinute(_ time: Date, in zone: TimeZone) -> String {
    let seconds = secondsOfDay(time, in: zone)
    return "\(twoDigits(seconds / 3600)):\(twoDigits(seconds / 60 % 60))"
  }

  /// `11-21`, month and day; `nil` of today.
  static func date(_ time: Date, now: Date, in zone: TimeZone) -> String? {
    guard day(time, in: zone) != day(now, in: zone) else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.month, .day], from: time)
    return "\(twoDigits(parts.month ?? 0))-\(twoDigits(parts.day ?? 0))"
  }

  /// Counts days.
  private static func day(_ time: Date, in zone: TimeZone) -> Double {
    ((time.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: time))) / 86_400).rounded(.down)
  }

  private static func secondsOfDay(_ time: Date, in zone: TimeZone) -> Int {
    let local = Int(time.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: time)
    return ((local % 86_400) + 86_400) % 86_400
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}
