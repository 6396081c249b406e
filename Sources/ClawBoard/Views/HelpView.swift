import ClawTerminal

/// All keys by context, made from the key table.
enum HelpText {
  static let lines: [Line] = Keymap.Context.allCases.flatMap { context -> [Line] in
    var lines = [Line(context.title, .strong)]
    for binding in Keymap.standard.bindings(in: context) {
      var line = Line("  " + binding.keyNames.padded(to: 13), .key)
      line.add(" " + binding.help)
      lines.append(line)
    }
    return lines + [.empty]
  }

  static let width = 66

  /// Lines that fit on a screen.
  static func room(in size: Size) -> Int { max(1, size.height - 4) }
}

struct HelpView {
  let scroll: Int

  func draw(in screen: Rect, _ painter: inout Painter) {
    let room = HelpText.room(in: Size(width: screen.width, height: screen.height))
    let height = min(HelpText.lines.count, room) + 2
    let area = screen.centered(Size(width: HelpText.width, height: height))
    let inner = painter.dialog("Keys", in: area)
    painter.put(HelpText.lines.dropFirst(scroll), in: inner)
    let below = HelpText.lines.count - scroll - inner.height
    let rest = below > 0 ? " j k scroll, \(below) more below " : " Esc closes "
    painter.putRight(rest, in: area.line(area.height - 1).inset(columns: 2), .muted)
  }
}
