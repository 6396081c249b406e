/// Gathers what comes between the two markers of a bracketed paste into one input, also when it
/// arrives in several pieces.
struct PasteCollector {
  private var text: String?

  mutating func begin() {
    text = ""
  }

  /// A key outside of a paste is itself; inside it is a part of the text.
  mutating func take(_ key: Key?) -> [Input] {
    guard let key else { return [] }
    guard text != nil else { return [.key(key)] }
    switch key {
    case .character(let character), .alt(let character): text?.append(character)
    case .enter, .control("j"): text?.append("\n")
    case .tab: text?.append("\t")
    default: break
    }
    return []
  }

  /// What a mouse does during a paste, if it did, is none of its text.
  func take(_ mouse: Mouse) -> [Input] { text == nil ? [.mouse(mouse)] : [] }

  mutating func end() -> [Input] {
    defer { text = nil }
    return text.map { [.paste($0)] } ?? []
  }
}
