import ClawLink
import ClawMirror

extension Model {
  mutating func take(_ event: MirrorEvent) {
    switch event {
    case .snapshot(let snapshot):
      if !nodeOrder.contains(snapshot.node.name) { nodeOrder.append(snapshot.node.name) }
      take(ChangeSet(node: snapshot.node, tasks: snapshot.tasks), isNews: false)
      forgetPutAway(on: snapshot.node.name)
    case .changes(let changes):
      take(changes, isNews: true)
    case .restarted(let node):
      stream.append(StreamLog.Entry(time: now, event: .restart(node)))
      notice = .info("\(node) was restarted: what it no longer knows is marked LOST", at: now)
    }
  }

  /// - Parameter isNews: changes are highlighted; a first snapshot is not.
  private mutating func take(_ changes: ChangeSet, isNews: Bool) {
    let index = selectedIndex
    let selected = selectedKey
    if let node = changes.node {
      take(node)
      if filter.dependsOnTime { refilter() }
    }
    var news: [(record: TaskRecord, seen: Int?)] = []
    for record in changes.tasks {
      let before = tasks[record.key]
      let hadCard = columns.column(of: record.key) != nil
      tasks[record.key] = record
      work.take(record, before: before)
      place(record)
      news.append((record, before?.historyCount))
      if isNews, let before, BoardColumn(before.status) != BoardColumn(record.status) {
        moved[record.key] = now
        hear(of: record, before: before, hadCard: hadCard)
      }
    }
    takeIntoStream(news, isNews: isNews)
    if !news.isEmpty { paneData.audit.isOutOfDate() }
    if followsCard, let selected, columns.column(of: selected) != column { select(selected) }
    settleSelection(previousIndex: index)
    selectAwaited()
    selectRestored()
    clampPane()
  }

  /// The answer to a submission and the card may come in either order. Nothing is taken from under
  /// a dialog that was opened meanwhile.
  mutating func selectAwaited() {
    guard let key = awaited, tasks[key] != nil else { return }
    awaited = nil
    if overlay == nil { select(key) }
  }

  /// The board begins where the last one was left, if that card is there.
  private mutating func selectRestored() {
    guard let key = restored, columns.column(of: key) != nil else { return }
    restored = nil
    select(key)
  }

  private mutating func take(_ node: NodeRecord) {
    let before = nodes[node.name]
    nodes[node.name] = node
    takeIntoStream(node, before: before)
    if let before, case .silent = before.health, node.isAnswering, notice == nil {
      notice = .info("\(node.name) answers again", at: now)
    }
    if notice == nil, node.hidesOthers, before?.hidesOthers != true {
      notice = .info(
        "\(node.name) shows own tasks only: anonymousDiscovery in the settings finds others",
        at: now)
    }
    if form?.node == node.name, form?.agent == nil {
      form?.moveAgent(0, among: node.agents)
    }
  }
}

extension NodeRecord {
  /// The tasks of others are not found there, and a setting may change that.
  fileprivate var hidesOthers: Bool {
    guard case .notPermitted = discovery else { return false }
    return !allowsAnonymousDiscovery
  }
}
