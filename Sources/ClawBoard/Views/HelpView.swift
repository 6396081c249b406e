import ClawTerminal

/// The keys of one place, made from the key table.
struct HelpText {
  let lines: [Line]

  /// Cells of the dialog, where the screen has them.
  static let width = 66
  /// Cells of the keys; below that each has a line of its own.
  private static let keyWidth = 13

  init(of place: Keymap.Context, in keymap: Keymap, width: Int) {
    let inner = min(Self.width, width) - 4
    lines = keymap.bindings(in: place).filter { !$0.keys.isEmpty }
      .flatMap { Self.lines($0, width: inner) }
  }

  private static func lines(_ binding: Keymap.Binding, width: Int) -> [Line] {
    let words = binding.help.wrapped(to: max(8, width - keyWidth - 1))
    guard width >= 2 * keyWidth else {
      return [Line(binding.keyNames, .key)] + binding.help.wrapped(to: width).map { Line($0) }
    }
    return words.enumerated().map { index, text in
      var line = Line((index == 0 ? binding.keyNames : "").padded(to: keyWidth), .key)
      line.add(" " + text)
      return line
    }
  }

  /// Lines that fit on a screen.
  static func room(in size: Size) -> Int { max(1, size.height - 4) }
}

struct HelpView {
  let place: Keymap.Context
  let keymap: Keymap
  let scroll: Int

  func draw(in screen: Rect, _ painter: inout Painter) {
    let lines = HelpText(of: place, in: keymap, width: screen.width).lines
    let room = HelpText.room(in: Size(width: screen.width, height: screen.height))
    let height = min(lines.count, room) + 2
    let area = screen.centered(Size(width: HelpText.width, height: height))
    let inner = painter.dialog("Keys: \(place.title)", in: area)
    let scroll = min(scroll, max(0, lines.count - room))
    painter.put(lines.dropFirst(scroll), in: inner)
    let below = lines.count - scroll - inner.height
    let key = { (action: Action) in keymap.keys(of: action, in: .help).first?.name ?? "" }
    let scrolls = "\(key(.moveDown)) \(key(.moveUp)) scroll"
    let rest = below > 0 ? " \(scrolls), \(below) more below " : " \(key(.back)) closes "
    painter.putRight(rest, in: area.line(area.height - 1).inset(columns: 2), .muted)
  }
}
