import ClawTerminal
import Foundation

/// A line of text in runs of one role each.
struct Line: Sendable, Equatable {
  struct Run: Sendable, Equatable {
    let text: String
    /// `nil` is plain.
    let role: Role?
  }

  private(set) var runs: [Run] = []

  static let empty = Line()

  init() {}

  init(_ text: String, _ role: Role? = nil) {
    add(text, role)
  }

  mutating func add(_ text: String, _ role: Role? = nil) {
    if !text.isEmpty { runs.append(Run(text: text, role: role)) }
  }

  mutating func add(_ line: Line) {
    runs += line.runs
  }

  var text: String { runs.map(\.text).joined() }

  func contains(_ text: String) -> Bool {
    self.text.lowercased().contains(text.lowercased())
  }

  /// With whatever reads like `text` in the role of what was found.
  func marking(_ text: String) -> Line {
    guard !text.isEmpty, contains(text) else { return self }
    var line = Line()
    for run in runs {
      var rest = run.text[...]
      while let found = rest.range(of: text, options: .caseInsensitive) {
        line.add(String(rest[..<found.lowerBound]), run.role)
        line.add(String(rest[found]), .match)
        rest = rest[found.upperBound...]
      }
      line.add(String(rest), run.role)
    }
    return line
  }

  /// Text of several lines in one role, wrapped.
  static func wrapped(_ text: String, to width: Int, _ role: Role? = nil) -> [Line] {
    text.wrapped(to: width).map { Line($0, role) }
  }
}
