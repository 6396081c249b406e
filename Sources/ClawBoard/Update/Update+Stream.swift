import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// What happens in the stream.
extension Model {
  mutating func takeInStream(_ action: Action) -> [Effect]? {
    switch action {
    case .followStream: if streamChoice.isFollowing { pauseStream() } else { followStream() }
    case .wrapStream:
      streamChoice.wraps.toggle()
      streamChoice.cut = 0
    case .streamTimes: streamChoice.showsTimes.toggle()
    case .streamScope: changeStreamScope()
    case .saveStream: open(.save(nil), text: streamFile)
    default: return nil
    }
    return []
  }

  /// A name that nothing else has, most likely.
  private var streamFile: String {
    let time = Ages.hourAndMinute(now, in: timeZone).filter { $0 != ":" }
    let day = Ages.date(now, in: timeZone).filter { $0 != "-" }
    return "clawboard-stream-\(day)-\(time).txt"
  }

  private mutating func changeStreamScope() {
    switch streamChoice.scope {
    case .all: streamChoice.scope = .selected
    case .selected: streamChoice.scope = marked.isEmpty ? .all : .marked
    case .marked: streamChoice.scope = .all
    }
    followStream()
  }

  // MARK: Following

  private mutating func followStream() {
    streamChoice.last = nil
    pane[.stream].match = nil
  }

  private var page: StreamPage { streamPage(in: textArea(of: .stream), glyphs: glyphs) }

  private mutating func pauseStream() {
    let page = page
    show(page.end, of: page)
  }

  /// What is in view stays there, whatever comes.
  private mutating func show(_ place: StreamPage.Place, of page: StreamPage) {
    guard page.lines.count > 0 else { return }
    if streamChoice.isFollowing { streamChoice.seen = stream.end - 1 }
    let last = page.lines.number(at: place.position)
    streamChoice.last = last
    streamChoice.cut = place.cut
    streamChoice.seen = max(streamChoice.seen, last)
  }

  /// By rows. At the end of all it follows again.
  mutating func moveInStream(_ step: Int) {
    pane[.stream].match = nil
    if step >= Self.wholeWay { return followStream() }
    let page = page
    if streamChoice.isFollowing, step > 0 { return }
    let place = page.place(of: streamChoice)
    show(step <= -Self.wholeWay ? page.top : page.moved(place, by: step), of: page)
  }

  // MARK: Searching

  /// To a line with what is looked for: the newest one in view or above first, then on from there,
  /// around the end.
  ///
  /// - Parameter step: 1 is to older lines.
  mutating func goToMatchInStream(_ step: Int) {
    let page = page
    let place = page.place(of: streamChoice)
    guard let position = match(step, from: place, in: page) else {
      notice = .info("not found: \(pane.search)", at: now)
      return
    }
    let number = page.lines.number(at: position)
    pane[.stream].match = number
    let isInView = page.columns.contains { column in
      page.view(of: column, at: place).rows.contains { $0.number == number }
    }
    let middle = page.moved(StreamPage.Place(position: position), by: page.height / 2)
    show(isInView ? place : middle, of: page)
  }

  /// Lines are laid out one by one, until one has it.
  private mutating func match(
    _ step: Int, from place: StreamPage.Place, in page: StreamPage
  ) -> Int? {
    let lines = page.lines
    let text = StreamText(model: self, glyphs: glyphs, saysTask: page.columns.count == 1)
    let search = pane.search
    let isMatch = { (position: Int) in text.line(lines[position]).contains(search) }
    let last = streamChoice.isFollowing ? nil : pane[.stream].match.map { lines.position(of: $0) }
    let start = max(0, step > 0 ? last ?? place.position + 1 : (last ?? place.position) + 1)
    let older = 0..<start
    let newer = start..<lines.count
    if let found = step > 0 ? older.last(where: isMatch) : newer.first(where: isMatch) {
      return found
    }
    guard let found = step > 0 ? newer.last(where: isMatch) : older.first(where: isMatch) else {
      return nil
    }
    notice = .info("from the \(step > 0 ? "newest" : "oldest") again", at: now)
    return found
  }
}

/// What goes into the stream.
extension Model {
  /// - Parameter isNews: it happened just now, not before the board was there.
  mutating func takeIntoStream(_ news: [(record: TaskRecord, seen: Int?)], isNews: Bool) {
    // What is in view stays there while the stream is paused.
    if isNews || !streamChoice.isFollowing { stream.append(news) } else { stream.insert(news) }
  }

  /// A node that was silent answers again: something may be missing.
  mutating func takeIntoStream(_ node: NodeRecord, before: NodeRecord?) {
    guard case .silent(let since, let lastAnswer, _) = before?.health, node.isAnswering else {
      return
    }
    stream.append(
      StreamLog.Entry(time: now, event: .silence(node.name, since: lastAnswer ?? since)))
  }
}
