import ClawMirror
import ClawTerminal
public import Foundation

/// Takes a message in and says what is to be done about it. It does nothing by itself: no clock,
/// no network, no terminal.
public func update(_ model: inout Model, _ message: Message, at now: Date) -> [Effect] {
  model.now = now
  model.dropWhatHasEnded()
  if let time = model.nextRefilter, time <= now { model.refilter() }
  var effects: [Effect] = []
  switch message {
  case .input(let inputs):
    let look = model.look
    effects = model.take(inputs)
    model.noteChange(since: look)
  case .resized(let size): model.resize(to: size)
  case .mirror(let event): model.take(event)
  case .tick: break
  case .note(let text): model.notice = .info(text, at: now)
  case .fault(let text): model.notice = .error(text)
  case .preferences(let preferences, let themes): model.take(preferences, themes: themes)
  case .drafts(let drafts): model.take(drafts)
  case .edited(let text, let form): model.take(edited: text, form: form)
  case .file(let text, let form): model.take(file: text, form: form)
  case .submitted(let node, let outcome, let form): model.take(outcome, from: node, form: form)
  case .answered(let key, let outcome, let form): model.take(outcome, to: key, form: form)
  case .retried(let key, let outcome): effects = model.take(outcome, insteadOf: key)
  case .cancelled(let key, let result): effects = model.take(result, of: key)
  case .settled(let submission, let outcome): model.take(outcome, about: submission)
  case .command(let report): model.take(report)
  case .audit(let node, let answer): model.take(answer, from: node)
  case .statistics(let node, let span, let answer): model.take(answer, over: span, from: node)
  }
  return effects + model.takeFocus() + model.takeDrafts() + model.takeView()
    + model.takeReadings() + model.takeAlert()
}

extension Model {
  /// Says what is looked at when that has changed.
  fileprivate mutating func takeFocus() -> [Effect] {
    let focus = lookedAt
    guard focus != saidFocus else { return [] }
    saidFocus = focus
    return [.focus(focus)]
  }

  /// Says what is being written when that has changed.
  fileprivate mutating func takeDrafts() -> [Effect] {
    let drafts = forms.compactMap(\.draft)
    guard drafts != saidDrafts else { return [] }
    saidDrafts = drafts
    return [.keep(drafts)]
  }

  /// Says how the board is looked at when that has changed.
  fileprivate mutating func takeView() -> [Effect] {
    let view = savedView
    guard view != saidView else { return [] }
    defer { saidView = view }
    return saidView == nil ? [] : [.keepView(view)]
  }

  fileprivate mutating func dropWhatHasEnded() {
    if let endsAt = notice?.endsAt, endsAt <= now { notice = nil }
    if let until = held?.until, until <= now { held = nil }
    if !moved.isEmpty {
      moved = moved.filter { now.timeIntervalSince($0.value) < Self.movedTime }
    }
  }

  fileprivate mutating func resize(to size: Size) {
    self.size = size
    settleFocus()
    keepInView()
    clampPane()
  }
}
