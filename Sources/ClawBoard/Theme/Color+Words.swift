import ClawTerminal

extension Color {
  private static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// What a theme may say.
  static let words = "default, \(names.joined(separator: ", ")), bright-… of these, or 0 to 255"

  /// A colour by name or number; `nil` for what is neither.
  init?(word: String) {
    if word == "default" {
      self = .standard
    } else if let number = UInt8(word) {
      self = .palette(number)
    } else {
      let isBright = word.hasPrefix("bright-")
      let name = isBright ? String(word.dropFirst("bright-".count)) : word
      guard let index = Self.names.firstIndex(of: name) else { return nil }
      self = .palette(UInt8(index + (isBright ? 8 : 0)))
    }
  }
}
