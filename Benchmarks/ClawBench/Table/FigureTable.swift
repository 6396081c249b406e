import Foundation

/// Figures in columns.
struct FigureTable: CustomStringConvertible {
  let title: String
  let figures: [Figure]

  var description: String {
    var lines = [line(title, ["peer", "ours", "spread", "ours : peer", "wanted", ""])]
    for figure in figures {
      lines.append(
        line(
          "  " + figure.what,
          [
            Self.text(figure.peer), Self.text(figure.ours), Self.text(figure.spread),
            Self.text(figure.ratio), figure.wanted.map(Self.text) ?? "",
            figure.isMissed ? "MISSED" : "",
          ]))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ what: String, _ cells: [String]) -> String {
    let label = what.padding(toLength: labelWidth, withPad: " ", startingAt: 0)
    return label
      + cells.map { String(repeating: " ", count: max(1, Self.cellWidth - $0.count)) + $0 }.joined()
  }

  private static let cellWidth = 13

  private var labelWidth: Int {
    max(48, title.count, figures.map { $0.what.count + 2 }.max() ?? 0)
  }

  private static func text(_ wanted: Figure.Wanted) -> String {
    switch wanted {
    case .atLeast(let least): "≥ " + text(least)
    case .atMost(let most): "≤ " + text(most)
    case .oursAtMost(let most): "ours ≤ " + text(most)
    }
  }

  private static func text(_ spread: ClosedRange<Double>?) -> String {
    spread.map { "\(text($0.lowerBound))–\(text($0.upperBound))" } ?? ""
  }

  /// Three digits that count.
  private static func text(_ number: Double?) -> String {
    guard let number else { return "" }
    let decimals = number >= 100 || number == 0 ? 0 : number >= 10 ? 1 : number >= 0.1 ? 2 : 3
    return String(format: "%.\(decimals)f", number)
  }
}
