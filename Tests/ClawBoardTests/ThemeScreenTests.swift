import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard

/// A theme's text and background lie under the whole screen.
struct ThemeScreenTests {
  private let base = Style(foreground: .palette(252), background: .palette(234))

  private func theme(failed: Style = .plain) -> Theme {
    Theme(name: "t", styles: [.base: base, .failed: failed])
  }

  private func cells(_ board: SampleBoard, _ theme: Theme) -> [Cell] {
    let canvas = draw(board.model, theme: theme).canvas
    return (0..<canvas.size.height).flatMap { canvas.row($0) }
  }

  @Test(
    arguments: ["", "n", "?", "x", "/", "nf", "]", "f"], [(120, 40), (80, 24), (50, 12), (10, 3)])
  func `no cell is left to the terminal's own colours`(keys: String, size: (Int, Int)) {
    var board = SampleBoard.busy(width: size.0, height: size.1)
    for key in keys { board.press(.character(key)) }
    for cell in cells(board, theme()) { #expect(cell.style.over(.plain) == base) }
  }

  @Test func `a role stands on it with what it does not say itself`() {
    var board = SampleBoard(width: 120, height: 40)
    board.show(board.task("a", .failed))
    let cells = cells(board, theme(failed: Style(foreground: .palette(9))))
    #expect(
      cells.contains { $0.style == Style(foreground: .palette(9), background: .palette(234)) })
  }
}
