import ClawTerminal
import Foundation

/// What views draw with: a canvas, the theme, the glyphs, and the times that are shown.
struct Painter {
  var canvas: Canvas
  var ages: Ages
  let theme: Theme
  let glyphs: Glyphs

  init(size: Size, theme: Theme, glyphs: Glyphs, now: Date) {
    canvas = Canvas(size: size)
    ages = Ages(now: now)
    self.theme = theme
    self.glyphs = glyphs
    let base = theme[.base]
    if base != .plain { canvas.restyle(Rect(size: size)) { _ in base } }
  }

  /// The role's style as it stands on the screen; without one the screen's own.
  func style(_ role: Role?) -> Style {
    let base = theme[.base]
    return role.map { theme[$0].over(base) } ?? base
  }

  /// Draws one line of text, cut with an ellipsis.
  ///
  /// - Returns: the cells used.
  @discardableResult
  mutating func put(_ text: String, in area: Rect, _ role: Role? = nil) -> Int {
    canvas.put(
      text.clipped(to: area.width, ellipsis: glyphs.ellipsis), in: area, style: style(role))
  }

  @discardableResult
  mutating func putRight(_ text: String, in area: Rect, _ role: Role? = nil) -> Int {
    canvas.putRight(
      text.clipped(to: area.width, ellipsis: glyphs.ellipsis), in: area, style: style(role))
  }

  @discardableResult
  mutating func put(_ line: Line, in area: Rect) -> Int {
    var used = 0
    for run in line.runs {
      let rest = Rect(
        column: area.column + used, row: area.row, width: area.width - used, height: area.height)
      used += put(run.text, in: rest, run.role)
    }
    return used
  }

  /// A horizontal line through the whole of `area`.
  mutating func putRule(in area: Rect, _ role: Role) {
    canvas.fill(area, with: glyphs.lines.horizontal, style: style(role))
  }

  /// Draws lines from the top of `area`, as many as fit.
  mutating func put(_ lines: some Sequence<Line>, in area: Rect) {
    for (offset, line) in lines.enumerated().prefix(area.height) {
      put(line, in: area.line(offset))
    }
  }

  /// Makes what is drawn in `area` step back.
  mutating func dim(_ area: Rect) {
    lay(.muted, over: area)
  }

  /// Lays a role's style over what is drawn in `area`.
  mutating func lay(_ role: Role, over area: Rect) {
    let style = theme[role]
    canvas.restyle(area) { style.over($0) }
  }

  /// A progress bar with its percentage.
  mutating func putBar(_ percent: Int, in area: Rect) {
    let label = " \(percent)%"
    let width = max(0, area.width - 5)
    let done = width * percent / 100
    var line = Line(String(repeating: glyphs.barDone, count: done), .bar)
    line.add(String(repeating: glyphs.barRest, count: width - done), .barRest)
    put(line, in: area)
    putRight(label, in: area)
  }

  /// An empty dialog with a frame and a title, over whatever is there.
  ///
  /// - Returns: the room inside.
  mutating func dialog(_ title: String, in area: Rect) -> Rect {
    canvas.fill(area, style: style(nil))
    canvas.frame(area, lines: glyphs.lines, style: style(.borderFocused))
    put(" \(title) ", in: area.line(0).inset(columns: 2), .strong)
    return area.inset(columns: 2, rows: 1)
  }
}
