import Foundation

/// A line of a program's output that is meant for the node.
enum OutputDirective: Equatable {
  /// `::progress:: 40`, whole percent.
  case progress(Int)
  /// `::question:: Keep the old interface?`
  case question(String)

  /// Bytes of such a line: longer ones are output.
  private static let limitBytes = 4096
  private static let progressMark = "::progress::"
  private static let questionMark = "::question::"

  /// `nil` for a line that only looks like one.
  init?(_ line: ByteLines.Line) {
    guard line.bytes.starts(with: "::".utf8), line.bytes.count <= Self.limitBytes else {
      return nil
    }
    let text = line.text
    if let percent = Self.rest(of: text, behind: Self.progressMark) {
      let digits = percent.hasSuffix("%") ? String(percent.dropLast()) : percent
      guard let number = Int(digits), (0...100).contains(number) else { return nil }
      self = .progress(number)
    } else if let question = Self.rest(of: text, behind: Self.questionMark), !question.isEmpty {
      self = .question(question)
    } else {
      return nil
    }
  }

  private static func rest(of text: String, behind mark: String) -> String? {
    guard text.hasPrefix(mark) else { return nil }
    return text.dropFirst(mark.count).trimmingCharacters(in: .whitespaces)
  }
}
