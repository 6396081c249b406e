import ClawLink
import ClawMirror

/// Follows tasks to their ends, through outages, which are said on standard error.
struct TaskWaiter: Sendable {
  /// What is known of the tasks when the waiting is over, in the order in which they were given.
  struct Outcome: Sendable {
    let tasks: [TaskView]
    /// The time was over first.
    var isLate = false

    /// How the ended ones ended; the worst counts.
    var status: ExitStatus {
      let ended = tasks.map(\.record).filter { !$0.isLive }.map { ExitStatus($0) }
      return ExitStatus.worst(ended + (isLate ? [.timedOut] : [])) ?? .done
    }
  }

  let tasks: [FoundTask]
  /// One is enough.
  var wantsAny = false
  var limit: Duration?
  /// Called with each as it ends.
  var tell: @Sendable (TaskView) -> Void = { _ in }
  /// Called with what is new of their histories.
  var hear: @Sendable (HistoryEntry) -> Void = { _ in }

  /// - Throws: `CancellationError`.
  func wait() async throws -> Outcome {
    for task in tasks where !task.record.isLive { tell(task.view) }
    let known = Dictionary(tasks.map { ($0.record.key, $0.view) }) { first, _ in first }
    if isDone(known.values) { return outcome(known) }
    return try await watch.run { try await end($0, known) }
  }

  private func end(
    _ news: AsyncStream<NodeWatch.News>, _ known: [TaskKey: TaskView]
  ) async throws -> Outcome {
    var known = known
    var board = KnownBoard()
    var outages = OutageTeller()
    for await news in news {
      outages.take(news.event)
      for view in board.take(news.event) {
        guard let before = known[view.record.key]?.record, before.isLive else { continue }
        // What was told before may still be on its way.
        let count = view.record.historyCount - before.historyCount
        guard count >= 0 else { continue }
        for entry in view.record.history.suffix(count) { hear(entry) }
        known[view.record.key] = view
        if !view.record.isLive { tell(view) }
      }
      if isDone(known.values) { return outcome(known) }
    }
    try Task.checkCancellation()
    return outcome(known, isLate: true)
  }

  private func outcome(_ known: [TaskKey: TaskView], isLate: Bool = false) -> Outcome {
    Outcome(tasks: tasks.compactMap { known[$0.record.key] }, isLate: isLate)
  }

  private func isDone(_ tasks: some Collection<TaskView>) -> Bool {
    let isAnyOver = tasks.contains { !$0.record.isLive }
    return wantsAny && isAnyOver || tasks.allSatisfy { !$0.record.isLive }
  }

  /// Of the nodes where something is awaited, and that first.
  private var watch: NodeWatch {
    let awaited = Dictionary(grouping: tasks.filter(\.record.isLive)) { $0.connection.name }
    for tasks in awaited.values {
      let ids = tasks.map(\.record.key.id)
      tasks.first?.connection.mirror.focus(
        selected: ids.count == 1 ? ids.first : nil, visible: Set(ids))
    }
    return NodeWatch(connections: awaited.values.compactMap(\.first?.connection), limit: limit)
  }
}
