import ClawLink
import ClawMirror
import Foundation

/// Completes the last word of a filter: a key, or a value that is known here.
struct FilterCompletion {
  private static let keys = ["agent:", "node:", "state:", "mark:", "who:", "id:", "meta.", "age>"]

  let model: Model

  /// The text with its last word completed as far as all that fit agree; `nil` where nothing fits.
  func completed(_ text: String) -> String? {
    let start = text.lastIndex { " ,:!".contains($0) }.map { text.index(after: $0) }
    let word = String(text[(start ?? text.startIndex)...])
    let before = String(text[..<(start ?? text.startIndex)])
    let fitting = candidates(after: before).filter {
      $0.lowercased().hasPrefix(word.lowercased())
    }
    guard let first = fitting.first else { return nil }
    return before + fitting.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
  }

  private func candidates(after before: String) -> [String] {
    let last = before.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    guard let key = last.firstIndex(of: ":").map({ last[..<$0] }) else {
      return Self.keys + model.preferences.filters.keys.sorted().map { "@" + $0 }
    }
    switch key.drop(while: { $0 == "!" }) {
    case "agent":
      return Set(model.nodeRecords.flatMap(\.agents).map(\.agentType.shown)).sorted()
    case "node": return model.nodeOrder.map(\.text)
    case "state": return BoardColumn.allCases.map { $0.name.lowercased() } + ["live", "ended"]
    case "mark": return Mark.names
    case "who": return ["me", "anonymous"]
    default: return []
    }
  }
}
