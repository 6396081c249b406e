import ClawTerminal

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

  /// Text of several lines in one role, wrapped.
  static func wrapped(_ text: String, to width: Int, _ role: Role? = nil) -> [Line] {
    text.wrapped(to: width).map { Line($0, role) }
  }
}
