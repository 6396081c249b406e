import ClawLink
import ClawMirror
import ClawTerminal

/// What became of what was done to several tasks, as it becomes known.
struct OutcomeView {
  let model: Model
  let round: Int
  let scroll: Int

  private static let width = 96
  private static let titleWidth = 24

  /// Lines that a dialog of this size shows at once.
  static func room(in size: Size) -> Int { max(1, size.height - 6) }

  func draw(in screen: Rect, _ painter: inout Painter) {
    let size = Size(width: screen.width, height: screen.height)
    let width = min(Self.width, screen.width)
    let lines = lines(width: width - 4, painter.glyphs)
    let shown = lines.dropFirst(min(scroll, max(0, lines.count - 1))).prefix(Self.room(in: size))
    let height = min(screen.height, min(lines.count, Self.room(in: size)) + 3)
    let area = screen.centered(Size(width: width, height: height))
    let inner = painter.dialog(title, in: area)
    painter.put(shown, in: inner)
    painter.put(keys, in: inner.line(inner.height - 1))
    let below = lines.count - scroll - shown.count
    if below > 0 {
      painter.putRight(" \(below) below ", in: area.line(area.height - 1).inset(columns: 2), .muted)
    }
  }

  private var deeds: [Deed] { model.deeds(of: round) }

  private var title: String {
    let good = deeds.count { $0.ending?.worth == .good }
    let left = deeds.count { $0.ending == nil }
    let done = deeds.first?.kind.done ?? ""
    return "\(good) of \(deeds.count) \(done)" + (left > 0 ? ", \(left) to go" : "")
  }

  /// Lines in all.
  func count(in size: Size, _ glyphs: Glyphs) -> Int {
    lines(width: min(Self.width, size.width) - 4, glyphs).count
  }

  /// What went wrong first; what is done last.
  private func lines(width: Int, _ glyphs: Glyphs) -> [Line] {
    deeds.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .flatMap { lines($0.element, width: width, glyphs) }
  }

  private func lines(_ deed: Deed, width: Int, _ glyphs: Glyphs) -> [Line] {
    let id = deed.key.id.abbreviated
    let node = model.hasSeveralNodes ? " \(deed.key.node)" : ""
    let (sign, words, role): (String, String, Role?) =
      switch deed.state {
      case .waiting: (" ", "waits", .muted)
      case .underWay: ("\(glyphs.state(.running))", deed.kind.doing, .muted)
      case .ended(let ending): (ending.sign(glyphs), ending.words, ending.role)
      }
    let head = "\(sign) \(id)\(node)" + title(of: deed, width: width, glyphs)
    return Line.hanging(head, words, indent: min(width / 2, head.cellWidth + 2), width: width, role)
  }

  /// What the task is about, where there is room for it.
  private func title(of deed: Deed, width: Int, _ glyphs: Glyphs) -> String {
    guard width >= 3 * Self.titleWidth, let record = model.tasks[deed.key] else { return "" }
    let title = record.shownTitle().clipped(to: Self.titleWidth, ellipsis: glyphs.ellipsis)
    return "  " + title + String(repeating: " ", count: Self.titleWidth - title.cellWidth)
  }

  private var keys: Line {
    var keys = Line("Esc", .key)
    keys.add(" closes", .muted)
    if deeds.contains(where: { $0.ending.map { $0.worth != .good } ?? false }) {
      keys.add("   what failed stays marked", .muted)
    }
    if model.offersNobody(deeds) {
      keys.add("   ", .muted)
      keys.add(model.key(.asNobody, in: .outcome), .key)
      keys.add(" asks again without a user", .muted)
    }
    return keys
  }
}

extension Deed {
  fileprivate var rank: Int {
    switch ending?.worth {
    case .bad: 0
    case .moot: 1
    case nil: 2
    case .good: 3
    }
  }
}

extension Deed.Ending {
  fileprivate func sign(_ glyphs: Glyphs) -> String {
    switch worth {
    case .good: "\(glyphs.state(.completed))"
    case .moot: "-"
    case .bad: "\(glyphs.state(.failed))"
    }
  }

  fileprivate var role: Role? {
    switch worth {
    case .good: .good
    case .moot: .muted
    case .bad: .error
    }
  }
}
