import ClawMirror
public import ClawTerminal
public import Foundation

/// A drawn screen, and when it would look different though nothing happened.
public struct Frame: Sendable, Equatable {
  public let canvas: Canvas
  public let nextChange: Date?
}

/// Draws the whole board.
public func draw(_ model: Model, theme: Theme) -> Frame {
  let layout = model.layout
  var painter = Painter(size: model.size, theme: theme, glyphs: model.glyphs, now: model.now)
  if layout.shape == .statusLine {
    StripView(model: model).draw(in: layout.header, &painter)
  } else {
    HeaderView(model: model).draw(in: layout.header, &painter)
    StripView(model: model).draw(in: layout.strip, &painter)
    drawBody(model, layout, &painter)
    FooterView(model: model).draw(in: layout.footer, &painter)
  }
  if layout.shape != .statusLine { drawOverlay(model, layout, &painter) }
  if let endsAt = model.notice?.endsAt { painter.ages.changes(at: endsAt) }
  if let held = model.held { painter.ages.changes(at: held.until) }
  if let time = model.nextReading { painter.ages.changes(at: time) }
  if let time = model.nextRefilter { painter.ages.changes(at: time) }
  return Frame(canvas: painter.canvas, nextChange: painter.ages.nextChange)
}

private func drawBody(_ model: Model, _ layout: BoardLayout, _ painter: inout Painter) {
  let isEmpty = model.columns.total == 0
  if isEmpty {
    EmptyBoardView(model: model).draw(in: layout.cards, &painter)
  } else {
    drawColumns(model, layout, &painter)
  }
  if let pane = layout.pane {
    let edge = isEmpty ? [] : layout.columns.dropLast().map(\.right)
    let isBelow = layout.stream == nil
    PaneView(model: model, tab: model.paneTab)
      .draw(in: pane, joining: isBelow ? edge : [], &painter)
    if let stream = layout.stream {
      drawLine(leftOf: pane, in: layout, &painter)
      PaneView(model: model, tab: .stream).draw(in: stream, joining: edge, &painter)
    }
  }
}

/// The line between the columns and the pane at their side.
private func drawLine(leftOf pane: Rect, in layout: BoardLayout, _ painter: inout Painter) {
  let line = Rect(column: pane.column - 1, row: pane.row, width: 1, height: pane.height)
  painter.canvas.fill(line, with: painter.glyphs.lines.vertical, style: painter.style(.border))
}

private func drawColumns(_ model: Model, _ layout: BoardLayout, _ painter: inout Painter) {
  for (area, column) in zip(layout.columns, model.visibleColumns) {
    ColumnView(model: model, column: column, cardHeight: layout.cardHeight)
      .draw(in: area, &painter)
    drawLine(rightOf: area, in: layout, &painter)
  }
}

/// The line between two columns.
private func drawLine(rightOf area: Rect, in layout: BoardLayout, _ painter: inout Painter) {
  guard area.right < layout.columns.last?.right ?? 0 else { return }
  let line = Rect(column: area.right, row: area.row, width: 1, height: area.height)
  let style = painter.style(.border)
  painter.canvas.fill(line, with: painter.glyphs.lines.vertical, style: style)
  painter.canvas.put(String(painter.glyphs.lines.downTee), in: line.line(0), style: style)
}

private func drawOverlay(_ model: Model, _ layout: BoardLayout, _ painter: inout Painter) {
  let screen = Rect(size: model.size)
  switch model.overlay {
  case .help(let place, let scroll):
    HelpView(place: place, keymap: model.keymap, scroll: scroll).draw(in: screen, &painter)
  case .form:
    if let form = model.form { FormView(model: model, form: form).draw(in: screen, &painter) }
  case .question(let question):
    QuestionView(model: model, question: question).draw(in: screen, &painter)
  case .refusal(let refusal):
    RefusalView(model: model, refusal: refusal).draw(in: screen, &painter)
  case .outcome(let round, let scroll):
    OutcomeView(model: model, round: round, scroll: scroll).draw(in: screen, &painter)
  case .drafts(let chosen):
    ChoiceView(drafts: model, row: model.row(ofDraft: chosen)).draw(in: screen, &painter)
  case .unconfirmed(let chosen):
    ChoiceView(unconfirmed: model, row: model.row(ofUnconfirmed: chosen)).draw(in: screen, &painter)
  case .menu(let place, _):
    MenuView(model: model, place: place).draw(above: layout.footer, &painter)
  case .prompt(let prompt) where prompt.kind == .palette:
    PaletteView(list: model.palette(for: prompt)).draw(above: layout.footer, &painter)
  case .prompt, nil: break
  }
}
