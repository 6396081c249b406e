/// A line of a program's output that is meant for the node.
enum OutputDirective: Equatable {
  /// `::progress:: 40`, whole percent.
  case progress(Int)
  /// `::question:: Keep the old interface?`
  case question(String)

  /// What every one begins with.
  static let start = "::".utf8

  /// `nil` for a line that only looks like one.
  init?(_ line: String) {
    if let match = line.wholeMatch(of: /::progress::\s*(\d{1,3})\s*%?\s*/),
      let percent = Int(match.1), percent <= 100
    {
      self = .progress(percent)
    } else if let match = line.wholeMatch(of: /::question::\s*(\S.*?)\s*/) {
      self = .question(String(match.1))
    } else {
      return nil
    }
  }
}
