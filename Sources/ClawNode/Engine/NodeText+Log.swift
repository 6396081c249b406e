import ClawLink

extension NodeText {
  /// As a value in a log: one piece, however somebody chose it.
  var logged: String {
    let text = shown(upTo: 80)
    guard text.contains(where: { " \"=".contains($0) }) || text.isEmpty else { return text }
    return "\"" + text.replacing("\"", with: "'") + "\""
  }
}
