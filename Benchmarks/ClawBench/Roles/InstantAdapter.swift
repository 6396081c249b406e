import ClawLink
import Foundation
import Synchronization

/// A node in this process that answers in no time. A task is in the first of the states when it is
/// submitted, and goes through the others, again and again, whenever it is asked for.
final class InstantAdapter: TransportAdapter {
  private let states: [TaskStatus]
  private let asked = Mutex<[TaskID: Int]>([:])

  let node = "http://127.0.0.1:9"
  let isLocal = true
  let pace = PollingPace(interval: .seconds(1))

  init(states: [TaskStatus]) { self.states = states }

  func submitTask(_ request: TaskSubmitRequest) async throws(ClawLinkError) -> SubmittedTask {
    let state = TaskState(
      id: TaskID(UUID().uuidString.lowercased()), status: states[0],
      result: states[0] == .completed ? NodeText("All of it is done, and the tests pass.") : nil,
      executionTime: states[0] == .completed ? 42 : nil)
    return SubmittedTask(state: state, agentId: "claude", node: node)
  }

  func queryTaskState(_ id: TaskID) async throws(ClawLinkError) -> TaskState? {
    let count = asked.withLock { asked in
      asked[id, default: 0] += 1
      return asked[id, default: 0]
    }
    return TaskState(id: id, status: states[1 + count % (states.count - 1)])
  }

  func health() async throws(ClawLinkError) -> NodeHealth {
    NodeHealth(status: NodeText("healthy"))
  }

  func connect() async throws(ClawLinkError) -> SessionInfo {
    let now = NodeDate(Date())
    return SessionInfo(id: "bench", userId: nil, createdAt: now, lastActivity: now, permissions: [])
  }

  func session(_ id: String) async throws(ClawLinkError) -> SessionInfo? { try await connect() }
  func cancelTask(_ id: TaskID) async throws(ClawLinkError) -> CancelOutcome { .unknownToNode }
  func listAgents() async throws(ClawLinkError) -> [AgentInfo] { [] }
  func listSkills() async throws(ClawLinkError) -> [SkillInfo] { [] }
  func listAuditEvents(_ filter: AuditFilter) async throws(ClawLinkError) -> [AuditEvent] { [] }
  func close() async {}

  func listActivity(
    ofUser userId: String, limit: Int
  ) async throws(ClawLinkError) -> [AuditEvent] { [] }

  func listActivity(
    ofSession sessionId: String, limit: Int
  ) async throws(ClawLinkError) -> [AuditEvent] { [] }
}
