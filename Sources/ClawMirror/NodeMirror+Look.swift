public import ClawLink
import Foundation

extension NodeMirror {
  /// Asks for one task now, whether or not anything names it: whoever has an id may look.
  ///
  /// - Returns: what is known of it; `nil` when neither the node nor we know the task.
  /// - Throws: what the adapter throws.
  public func look(at id: TaskID) async throws(ClawLinkError) -> TaskRecord? {
    recall(id)
    if records[id] == nil {
      let askedAt = now()
      guard let state = try await adapter.queryTaskState(id) else { return nil }
      var record = TaskRecord(
        key: TaskKey(node: node.name, id: id), agent: TaskRecord.unknownAgent,
        submitter: .other(user: nil), submittedAt: state.submittedAt ?? askedAt)
      _ = record.take(.state(state), askedAt: askedAt, at: now())
      if records[id] == nil { keep(record) }
    } else {
      try await ask(for: id)
    }
    emit()
    return records[id]
  }
}
