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
  case .input(let inputs): effects = model.take(inputs)
  case .resized(let size): model.resize(to: size)
  case .mirror(let event): model.take(event)
  case .tick: break
  case .note(let text): model.notice = .info(text, at: now)
  case .fault(let text): model.notice = .error(text)
  case .preferences(let preferences, let themes): model.take(preferences, themes: themes)
  case .draft(let draft): model.take(draft)
  case .submitted(let node, let outcome): model.take(outcome, from: node)
  case .cancelled(let key, let result): model.take(result, of: key)
  case .audit(let node, let answer): model.take(answer, from: node)
  case .statistics(let node, let span, let answer): model.take(answer, over: span, from: node)
  }
  return effects + model.takeFocus() + model.takeDraft() + model.takeView()
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
  fileprivate mutating func takeDraft() -> [Effect] {
    let draft = form?.draft
    guard draft != saidDraft else { return [] }
    saidDraft = draft
    return [.keep(draft)]
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
