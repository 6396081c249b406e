import Foundation

/// How long an upstream wants to be left alone, by its header `Retry-After`.
enum RetryAfter {
  /// At least a second: an upstream that says 0 again and again is not asked without a pause. At most
  /// a year.
  ///
  /// - Parameters:
  ///   - value: seconds, or a date of HTTP.
  ///   - date: the upstream's own `Date`, since its clock and ours may differ.
  ///   - now: what counts where it says none.
  static func wait(_ value: String, at date: String?, now: Date) -> Duration? {
    let text = value.trimmed
    let seconds: Double
    if let number = Double(text), number.isFinite {
      seconds = number
    } else if let then = httpDate(text) {
      seconds = then.timeIntervalSince(date.flatMap(httpDate) ?? now)
    } else {
      return nil
    }
    return .seconds(min(max(seconds, 1), 31_536_000).rounded(.up))
  }

  /// The three forms that HTTP has had for a date.
  private static func httpDate(_ text: String) -> Date? {
    let forms = [
      "EEE, dd MMM yyyy HH:mm:ss zzz", "EEEE, dd-MMM-yy HH:mm:ss zzz", "EEE MMM d HH:mm:ss yyyy",
    ]
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    return forms.lazy.compactMap { form in
      formatter.dateFormat = form
      return formatter.date(from: text)
    }.first
  }
}
