import ClawLink
import ClawMirror

/// Doing to several tasks what was asked before, a few at a time, and what becomes of it.
extension Model {
  mutating func begin(_ question: Question) -> [Effect] {
    round += 1
    deeds += question.keys.map { key in
      let sender = question.asNobody ? .nobody : sender(on: key.node)
      let request = question.kind == .retry ? tasks[key]?.request : nil
      return Deed(
        key: key, kind: question.kind, sender: sender, request: request, round: round)
    }
    if question.asNobody { asNobody.formUnion(question.keys.map(\.node)) }
    if question.keys.count > 1 { overlay = .outcome(round: round, scroll: 0) }
    return startDeeds()
  }

  /// As many as a node takes at once.
  private mutating func startDeeds() -> [Effect] {
    var effects: [Effect] = []
    for index in deeds.indices where deeds[index].state == .waiting {
      let deed = deeds[index]
      let underWay = deeds.count {
        $0.state == .underWay && $0.kind == deed.kind && $0.key.node == deed.key.node
      }
      guard underWay < Deed.mostAtOnce else { continue }
      deeds[index].state = .underWay
      effects.append(effect(of: deed))
    }
    return effects
  }

  private func effect(of deed: Deed) -> Effect {
    switch deed.kind {
    case .cancel: return .cancel(deed.key, as: deed.sender)
    case .retry:
      // Of what is known no more nothing goes out: an empty prompt is refused.
      let request = deed.request ?? TaskSubmitRequest(input: "")
      return .retry(deed.key, request, as: deed.sender)
    }
  }

  mutating func take(_ result: CancelResult, of key: TaskKey) -> [Effect] {
    let stops = nodes[key.node]?.showsProgress == true
    return end(.cancel, key, Deed.Ending(result, of: key, stops: stops))
  }

  mutating func take(_ outcome: SubmitOutcome, insteadOf key: TaskKey) -> [Effect] {
    end(.retry, key, Deed.Ending(outcome))
  }

  private mutating func end(
    _ kind: Deed.Kind, _ key: TaskKey, _ ending: Deed.Ending
  ) -> [Effect] {
    guard
      let index = deeds.firstIndex(where: {
        $0.key == key && $0.kind == kind && $0.state == .underWay
      })
    else { return [] }
    deeds[index].state = .ended(ending)
    // What failed stays marked; that others do not is no change of the user's.
    if ending.worth == .good {
      marked.remove(key)
      typedOver?.marked.remove(key)
    }
    let round = deeds[index].round
    let rest = startDeeds()
    if deeds(of: round).allSatisfy({ $0.ending != nil }) { finish(round) }
    return rest
  }

  func deeds(of round: Int) -> [Deed] { deeds.filter { $0.round == round } }

  /// All of it is done: one task's outcome is a line, that of several a table.
  private mutating func finish(_ round: Int) {
    if case .outcome(round, _) = overlay { return }
    let deeds = deeds(of: round)
    guard let first = deeds.first, let ending = first.ending else { return }
    if deeds.contains(where: mayGoAsNobody), overlay == nil, layout.shape != .statusLine {
      overlay = .outcome(round: round, scroll: 0)
      return
    }
    let good = deeds.count { $0.ending?.worth == .good }
    let words =
      deeds.count == 1
      ? "\(first.key.id.abbreviated): \(ending.words)"
      : "\(first.kind.done) \(good) of \(deeds.count)"
        + (good < deeds.count ? ": the others stay marked" : "")
    notice = deeds.contains { $0.ending?.worth == .bad } ? .error(words) : .info(words, at: now)
    self.deeds.removeAll { $0.round == round }
  }

  /// It was forbidden to our user, who could be left out.
  func mayGoAsNobody(_ deed: Deed) -> Bool {
    deed.ending?.isForbidden == true && deed.sender == .us && isSomebody(on: deed.key.node)
  }

  /// Once all is done: what still waits would go in our name.
  func offersNobody(_ deeds: [Deed]) -> Bool {
    deeds.allSatisfy { $0.ending != nil } && deeds.contains(where: mayGoAsNobody)
  }

  // MARK: The table

  mutating func takeInOutcome(_ action: Action) -> [Effect]? {
    guard case .outcome(let round, let scroll) = overlay else { return nil }
    let view = OutcomeView(model: self, round: round, scroll: scroll)
    let page = (room: OutcomeView.room(in: size), count: view.count(in: size, glyphs))
    if let line = action.scrolled(from: scroll, of: page.count, in: page.room) {
      overlay = .outcome(round: round, scroll: line)
      return []
    }
    switch action {
    case .asNobody: return askAsNobody(deeds(of: round))
    case .back: closeOutcome(of: round)
    default: return nil
    }
    return []
  }

  private mutating func askAsNobody(_ deeds: [Deed]) -> [Effect]? {
    guard let first = deeds.first(where: mayGoAsNobody), offersNobody(deeds) else { return nil }
    let forbidden = deeds.filter(mayGoAsNobody)
    closeOutcome(of: first.round)
    var question = Question(kind: first.kind, keys: forbidden.map(\.key), openedAt: now)
    (question.asNobody, question.wantsYes) = (true, true)
    overlay = .question(question)
    return []
  }

  private mutating func closeOutcome(of round: Int) {
    overlay = nil
    let deeds = deeds(of: round)
    if deeds.allSatisfy({ $0.ending != nil }) {
      self.deeds.removeAll { $0.round == round }
    } else if let kind = deeds.first?.kind {
      let left = deeds.count { $0.ending == nil }
      notice = .info("still \(kind.doing) \(left): it goes on", at: now)
    }
  }
}
