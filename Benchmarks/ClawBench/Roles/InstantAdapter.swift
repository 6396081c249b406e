import ClawLink
import Foundation
import Synchronization

/// A node in this process that answers in no time. A task is in the state of its number when it is
/// submitted, and goes through others, again and again, whenever it is asked for.
final class InstantAdapter: TransportAdapter {
  private let first: @Sendable (_ number: Int) -> TaskStatus
  private let states: [TaskStatus]
  private let asked = Mutex<[TaskID: Int]>([:])
  private let submitted = Atomic(0)

  let node = "http://127.0.0.1:9"
  let isLocal = true
  let pace = PollingPace(interval: .seconds(1))

  /// - Parameters:
  ///   - first: the state of a task that was just submitted.
  ///   - states: those that it goes through then; none where no task is live.
  init(
    first: @escaping @Sendable (_ number: Int) -> TaskStatus, then states: [TaskStatus] = []
  ) {
    self.first = first
    self.states = states
  }

  func submitTask(_ request: TaskSubmitRequest) async throws(ClawLinkError) -> SubmittedTask {
    let number = submitted.add(1, ordering: .relaxed).oldValue
    let status = first(number)
    let hasEnded = status == .completed || status == .failed
    let state = TaskState(
      id: TaskID(TaskMix.id(of: number)), status: status,
      result: status == .completed ? NodeText("All of it is done, and the tests pass.") : nil,
      error: status == .failed ? NodeText("2 of 310 tests failed") : nil,
      executionTime: hasEnded ? 42 : nil)
    return SubmittedTask(state: state, agentId: SampleTask.agent(number), node: node)
  }

  func queryTaskState(_ id: TaskID) async throws(ClawLinkError) -> TaskState? {
    let count = asked.withLock { asked in
      asked[id, default: 0] += 1
      return asked[id, default: 0]
    }
    return TaskState(id: id, status: states[count % states.count])
  }

  func health() async throws(ClawLinkError) -> NodeHealth {
    NodeHealth(status: NodeText("healthy"), progress: true)
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
