import ClawLink
import ClawMirror
import Foundation

/// One task as `ls` prints it. The fields are documented in the README and do not change.
struct ListedTask: Encodable, Sendable, Equatable {
  let node: String
  let id: String
  /// The last state that the node said, also for a lost task; absent while it has said none.
  let state: String?
  let lost: Bool
  let agent: String
  /// Absent for an anonymous session.
  let user: String?
  let submittedAt: Date
  let progress: Int?
  let message: String?
  let result: String?
  let error: String?
  /// Seconds of work.
  let executionTime: Double?
  /// When the task was last known to be so; absent when the node has never said.
  let asOf: Date?

  private let shownLine: String
  private let shownNode: String

  init(_ record: TaskRecord, on node: NodeRecord, asOf: Date? = nil) {
    self.asOf = asOf
    self.node = node.name.text
    id = record.key.id.text.raw
    state = record.isSeen ? record.status.name.raw : nil
    lost = record.isLost
    agent = record.agent.raw
    if case .other(let user) = record.submitter {
      self.user = user?.raw
    } else {
      user = record.ownUser?.raw
    }
    submittedAt = record.submittedAt
    progress = record.progress
    message = record.message?.raw
    result = record.result?.raw
    error = record.error?.raw
    executionTime = record.executionTime
    shownNode = node.name.text
    shownLine = [
      record.key.id.text.shown, record.shownState, record.agent.shown(upTo: 40),
      record.submittedAt.formatted(.iso8601),
      (record.error ?? record.message ?? NodeText("")).shown(upTo: 200),
    ].joined(separator: "  ")
  }

  /// One line for people; nothing in it can act on a terminal.
  var line: String { shownLine }

  /// The same where there are several nodes.
  var lineWithNode: String { "\(shownNode)  \(shownLine)" }

  private enum CodingKeys: String, CodingKey {
    case node, id, state, lost, agent, user, submittedAt, progress, message, result, error
    case executionTime, asOf
  }
}

extension TaskRecord {
  /// Where it stands, in capitals.
  var shownState: String {
    isLost ? "LOST" : isSeen ? status.name.shown.uppercased() : "?"
  }
}
