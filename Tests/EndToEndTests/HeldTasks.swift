import Foundation
import TestSupport

/// What a node that answers as the test says holds: tasks with their states, all in its audit log.
struct HeldTasks: Sendable {
  /// States by id.
  var states: [String: String] = [:]
  /// What those say that are at work, by id.
  var messages: [String: String] = [:]
  /// Why those failed that did, by id.
  var errors: [String: String] = [:]
  /// How many seconds ago those were submitted that are not new, by id.
  var ages: [String: Double] = [:]
  private let now = Date()

  init(_ states: [String: String] = [:]) {
    self.states = states
  }

  /// - Parameter submission: what comes of one.
  func behaviour(
    submission: NodeReply = .refusal(503, "no room")
  ) throws -> NodeBehaviour {
    let usual = try NodeBehaviour.recorded("health", "agents", "skills")
    return NodeBehaviour.answers { request in
      if request.path == "/api/audit/events" { return .json(log) }
      if request.path == "/api/runtime/tasks/submit" { return submission }
      guard request.path.hasSuffix("/state") else { return usual.reply(to: request) }
      return .json(
        answer(request.path.split(separator: "/").dropLast().last.map(String.init) ?? ""))
    }.afterOpeningSessions
  }

  private var log: String {
    let events = states.keys.sorted().map { id in
      """
      {"event_id": "event-\(id)", "event_type": "task.submitted", \
      "timestamp": "\(time(of: id))", \
      "user_id": null, "session_id": null, "resource_type": "task", "resource_id": "\(id)", \
      "action": null, "status": "success", "details": {"agent_type": "ollama"}}
      """
    }
    return "[" + events.joined(separator: ",") + "]"
  }

  private func time(of id: String) -> String {
    now.addingTimeInterval(-(ages[id] ?? 0)).formatted(
      .iso8601.year().month().day().dateSeparator(.dash).time(includingFractionalSeconds: true))
  }

  private func answer(_ id: String) -> String {
    let state = states[id]
    let error = state == nil ? "Task not found" : errors[id]
    let message = messages[id].map { #""message": "\#($0)""# } ?? ""
    return """
      {"task_id": "\(id)", "execution_uuid": "\(id)", "state": "\(state ?? "failed")", \
      "success": \(state == "completed"), "result": null, \
      "error": \(error.map { "\"\($0)\"" } ?? "null"), "execution_time": null, \
      "metadata": \(state == nil ? "null" : "{\(message)}")}
      """
  }
}
