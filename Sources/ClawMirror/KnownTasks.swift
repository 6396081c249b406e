import ClawLink

/// The tasks of one node, and which of them the node may have news of: what a poll looks at is in
/// proportion to these, not to all that there ever were.
struct KnownTasks {
  private var records: [TaskID: TaskRecord] = [:]
  /// Tasks that may have news.
  private(set) var watched: Set<TaskID> = []
  /// Tasks that the node does not know any more.
  private(set) var lost: Set<TaskID> = []

  var values: Dictionary<TaskID, TaskRecord>.Values { records.values }

  subscript(id: TaskID) -> TaskRecord? {
    get { records[id] }
    // In place: a copy would take a task's whole history along at every answer.
    _modify {
      defer { file(id) }
      yield &records[id]
    }
  }

  /// The node will have no news of these, though their state alone does not say so.
  mutating func leaveAlone(_ ids: some Sequence<TaskID>) {
    watched.subtract(ids)
  }

  private mutating func file(_ id: TaskID) {
    let record = records[id]
    if record?.mayHaveNews == true { watched.insert(id) } else { watched.remove(id) }
    if record?.isLost == true { lost.insert(id) } else { lost.remove(id) }
  }
}

extension TaskRecord {
  /// Whether the node may have news of the task, as far as the record alone can say.
  fileprivate var mayHaveNews: Bool {
    isLost ? !isLostForGood : !status.isFinal || status == .cancelled
  }
}
