import ClawLink
import Foundation

@testable import ClawBoard
@testable import ClawMirror

/// What panes read, as a test has it.
extension SampleBoard {
  /// An event of a node's log, so many minutes ago.
  func event(
    _ type: AuditEventType, minutes: Double, user: String? = nil, task: String? = nil,
    action: String? = nil, status: String = "success", details: [String: JSONValue] = [:]
  ) -> AuditEvent {
    AuditEvent(
      id: "\(type.rawValue) \(minutes)", type: type,
      timestamp: NodeDate(now.addingTimeInterval(-minutes * 60)),
      userId: user.map { NodeText($0) }, resourceType: task.map { _ in NodeText("task") },
      resourceId: task.map { NodeText($0) }, action: action.map { NodeText($0) },
      status: NodeText(status), details: details)
  }

  mutating func log(_ events: AuditEvent..., on node: String = "prod") {
    send(.audit(NodeName(node), .events(events)))
  }

  /// A log with an event of most kinds, of a node with the tasks of ``busy(width:height:)``.
  mutating func logSamples() {
    log(
      event(.taskCompleted, minutes: 11, user: "ann", task: "2c40aaaa"),
      event(.permissionDenied, minutes: 30, action: "task_submit", status: "denied"),
      event(.taskFailed, minutes: 70, user: "ann", task: "9e11aaaa"),
      event(
        .taskSubmitted, minutes: 72, user: "ann", task: "9e11aaaa",
        details: ["agent_type": .string("claude")]),
      event(.sessionCreated, minutes: 60 * 30, user: "bob"))
  }

  /// Work of one agent that ended so many minutes ago.
  struct Work {
    let agent: String
    var status = TaskStatus.completed
    var minutes = 10.0
    var seconds: Double? = 60
    var isLost = false
    var usage: TokenUsage?
  }

  /// The node's tasks were counted over a span.
  mutating func count(
    _ work: [Work], over span: StatisticsSpan = .day, on node: String = "prod"
  ) {
    var count = WorkCount(
      node: NodeName(node), since: now.addingTimeInterval(-span.seconds), at: now)
    for one in work {
      let time = now.addingTimeInterval(-one.minutes * 60)
      count.add(
        WorkItem(
          agent: NodeText(one.agent), status: one.status, isLost: one.isLost,
          submittedAt: time.addingTimeInterval(-(one.seconds ?? 0)), statusSince: time,
          executionTime: one.seconds, usage: one.usage))
    }
    send(.statistics(NodeName(node), span, .counted(count.statistics)))
  }

  /// A day with work of two agents.
  static let day: [Work] = {
    let usage = TokenUsage(input: 1200, output: 310)
    var work = (0..<12).map { index in
      Work(
        agent: "claude", minutes: Double(index * index) * 10 + 5,
        seconds: 40 + Double(index) * 30, usage: usage)
    }
    work += [100, 107, 114].map { Work(agent: "claude", status: .failed, minutes: $0, seconds: 9) }
    work.append(Work(agent: "ollama", minutes: 20, seconds: 290))
    work.append(Work(agent: "ollama", status: .cancelled, minutes: 45, seconds: 4000))
    work.append(Work(agent: "ollama", status: .running, minutes: 2, seconds: nil))
    work.append(Work(agent: "ollama", status: .running, minutes: 400, seconds: nil, isLost: true))
    return work
  }()
}
