import ClawLink

/// Numbers and words.
extension JSONReader {
  /// Python reads no whole number of more digits than this.
  private static let maximumDigits = 4300

  /// Up to so many digits, every whole number is a `Double` exactly, as are the steps to it.
  private static let exactDigits = 15

  /// The number that starts here; `nil` if none does. As much is taken as makes a number: of `1.x`
  /// that is `1`, and the rest is for the next to find fault with.
  mutating func number() throws(Failure) -> JSONValue? {
    let start = index
    let first = next == UInt8(ascii: "-") ? start + 1 : start
    guard byte(at: first)?.isDigit == true else { return nil }
    index = byte(at: first) == UInt8(ascii: "0") ? first + 1 : endOfDigits(from: first)
    let end = index
    skipFraction()
    skipExponent()
    if index == end {
      if end - first > Self.maximumDigits { throw .unreadable }
      if end - first <= Self.exactDigits {
        let number = bytes[first..<end].reduce(0) { $0 * 10 + Double($1 - UInt8(ascii: "0")) }
        return .number(first == start ? number : -number)
      }
      if let whole = Int64(String(decoding: bytes[start..<index], as: UTF8.self)) {
        return .whole(whole)
      }
    }
    let number = Double(String(decoding: bytes[start..<index], as: UTF8.self))
    return number.flatMap { $0.isFinite ? .number($0) : nil } ?? .null
  }

  private mutating func skipFraction() {
    guard next == UInt8(ascii: ".") else { return }
    let end = endOfDigits(from: index + 1)
    if end > index + 1 { index = end }
  }

  private mutating func skipExponent() {
    guard next == UInt8(ascii: "e") || next == UInt8(ascii: "E") else { return }
    let sign = byte(at: index + 1)
    let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
    let first = isSigned ? index + 2 : index + 1
    let end = endOfDigits(from: first)
    if end > first { index = end }
  }

  private func endOfDigits(from start: Int) -> Int {
    var end = start
    while byte(at: end)?.isDigit == true { end += 1 }
    return end
  }

  /// The word that stands here; `nil` if none does. JSON has no word for what is not a number.
  mutating func word() -> JSONValue? {
    switch next {
    case UInt8(ascii: "n"): take("null", as: .null)
    case UInt8(ascii: "t"): take("true", as: .bool(true))
    case UInt8(ascii: "f"): take("false", as: .bool(false))
    case UInt8(ascii: "N"): take("NaN", as: .null)
    case UInt8(ascii: "I"): take("Infinity", as: .null)
    case UInt8(ascii: "-"): take("-Infinity", as: .null)
    default: nil
    }
  }

  private mutating func take(_ word: String, as value: JSONValue) -> JSONValue? {
    guard bytes[index...].starts(with: word.utf8) else { return nil }
    index += word.utf8.count
    return value
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
