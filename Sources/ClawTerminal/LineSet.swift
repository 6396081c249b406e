/// The characters that lines are drawn with.
public struct LineSet: Sendable, Hashable {
  public let horizontal: Character
  public let vertical: Character
  public let topLeft: Character
  public let topRight: Character
  public let bottomLeft: Character
  public let bottomRight: Character
  /// A vertical line that begins below a horizontal one.
  public let downTee: Character
  /// A vertical line that ends at a horizontal one.
  public let upTee: Character

  public static let unicode = LineSet(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
    bottomRight: "┘", downTee: "┬", upTee: "┴")

  /// For locales that are not UTF-8.
  public static let ascii = LineSet(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
    bottomRight: "+", downTee: "+", upTee: "+")
}

extension Canvas {
  /// Draws a frame along the edge of `area`.
  public mutating func frame(_ area: Rect, lines: LineSet, style: Style = .plain) {
    guard area.width >= 2, area.height >= 2 else { return }
    let middle = area.width - 2
    let edge = String(repeating: lines.horizontal, count: middle)
    put("\(lines.topLeft)\(edge)\(lines.topRight)", in: area.line(0), style: style)
    for offset in 1..<max(1, area.height - 1) {
      put(String(lines.vertical), in: area.line(offset), style: style)
      putRight(String(lines.vertical), in: area.line(offset), style: style)
    }
    put(
      "\(lines.bottomLeft)\(edge)\(lines.bottomRight)", in: area.line(area.height - 1),
      style: style)
  }
}
