import ClawLink

/// A value as it is written in a filter.
struct FilterValue {
  private let text: NodeText

  init(_ text: NodeText) {
    self.text = text
  }

  /// `key:value`, in quotes where the value holds signs of the language; `nil` where it cannot be
  /// written: a quote ends at the next one, and what cannot be seen cannot be typed.
  func term(_ key: String) -> String? {
    guard text.shown == text.raw, !text.raw.contains("\"") else { return nil }
    let isPlain =
      !text.isEmpty && text.raw.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    return isPlain ? "\(key):\(text.raw)" : "\(key):\"\(text.raw)\""
  }
}
