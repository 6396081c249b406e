import ClawLink
import Foundation

/// What the played node says to a request, and what the request does to it.
struct RealNodeAnswers {
  let recordings: RealNodeRecordings
  let now: Date
  var state: RealNode.State

  mutating func reply(to request: ReceivedRequest) -> NodeReply {
    let path = request.path.split(separator: "/").map(String.init)
    switch (request.method, path.count, path.last) {
    case ("GET", 1, "health"): return recordings["health"]
    case ("GET", 3, "agents"): return recordings["agents"]
    case ("GET", 3, "skills"): return recordings["skills"]
    case ("POST", 3, "sessions"):
      let user = request.query["user_id"].flatMap { $0.isEmpty ? nil : $0 }
      let id = state.openSession(of: user, at: now)
      return session(id)
    case ("GET", 4, _) where path[2] == "sessions": return session(path[3])
    case ("POST", 4, "submit"): return submit(request)
    case ("GET", 5, "state"): return taskState(path[3])
    case ("POST", 5, "cancel"): return cancel(path[3], request)
    case ("GET", 3, "events"):
      return audit(request, session: request.query["session_id"]) { _ in true }
    case ("GET", 5, "activity"):
      let session = path[3]
      return audit(request, session: request.query["auth_session_id"]) { $0.session == session }
    default: return recordings["unknown-path"]
    }
  }

  private func session(_ id: String) -> NodeReply {
    guard let user = state.sessions[id] else { return recordings["session-get-unknown"] }
    guard let user else { return recordings.reply("session-anonymous", with: ["session_id": id]) }
    return recordings.reply("session-user", with: ["session_id": id, "user_id": user])
  }

  // MARK: Tasks

  private mutating func submit(_ request: ReceivedRequest) -> NodeReply {
    let body = (try? JSONSerialization.jsonObject(with: request.body)) as? [String: Any] ?? [:]
    let session = body["session_id"] as? String
    if let session {
      guard let user = state.sessions[session] else { return recordings["submit-bad-session"] }
      if user != nil { return recordings["submit-user-session"] }
    }
    let agent = body["agent_type"] as? String ?? ""
    let id = state.submit(agent: agent, session: session, at: now)
    return task(id, like: "submit-held")
  }

  private mutating func cancel(_ id: String, _ request: ReceivedRequest) -> NodeReply {
    let session = request.query["session_id"]
    if let session {
      guard let user = state.sessions[session] else { return recordings["cancel-bad-session"] }
      if user != nil { return recordings["cancel-user-session-query"] }
    }
    guard state.cancel(id, session: session, at: now) else { return recordings["cancel-again"] }
    return recordings.reply("cancel-pending", with: ["task_id": id])
  }

  private func taskState(_ id: String) -> NodeReply {
    guard let task = state.tasks[id] else { return self.task(id, like: "state-unknown-uuid") }
    if task.isSpoiled { return fault("state-500-number") }
    return switch task.state {
    case "completed": self.task(id, like: "state-completed")
    case "failed": self.task(id, like: "state-failed-agent-500")
    case "cancelled": self.task(id, like: "state-cancelled")
    default: self.task(id, like: "state-pending-while-running")
    }
  }

  /// When it was submitted stands there until the end alone (CONTRACT quirk 15).
  private func task(_ id: String, like name: String) -> NodeReply {
    var values: [String: Any] = ["task_id": id, "execution_uuid": id]
    if let task = state.tasks[id], ["pending", "cancelled"].contains(task.state) {
      values["metadata"] = ["submitted_at": NodeDate(task.submittedAt).text]
    }
    return recordings.reply(name, with: values)
  }

  /// The connection is gone behind it (CONTRACT quirk 7).
  private func fault(_ name: String) -> NodeReply {
    recordings[name].delivered(.whole, thenCloses: true)
  }

  // MARK: The audit log

  private func audit(
    _ request: ReceivedRequest, session: String?, where isMeant: (RealNode.Event) -> Bool
  ) -> NodeReply {
    guard let session else { return recordings["audit-no-session"] }
    guard let user = state.sessions[session] else { return recordings["audit-bad-session"] }
    if user != nil, request.path == "/api/audit/events" { return recordings["audit-user-session"] }
    let type = request.query["event_type"]
    let limit = request.query["limit"].flatMap { Int($0) } ?? 100
    let page = state.log.reversed().filter { (type == nil || $0.type == type) && isMeant($0) }
      .prefix(limit)
    if page.contains(where: \.isBad) { return fault("audit-anonymous") }
    var reply = recordings["audit-type-task.submitted"]
    let likes = Dictionary(
      Set(page.map(\.type)).map { ($0, recordings.firstElement(of: "audit-type-\($0)")) }
    ) { $1 }
    reply.body = RealNodeRecordings.bytes(
      page.map { (likes[$0.type] ?? [:]).merging($0.shown) { $1 } })
    return reply
  }
}

extension RealNode.Event {
  /// What it has of its own in a list of events.
  fileprivate var shown: [String: Any] {
    var values: [String: Any] = [
      "event_id": RealNode.id(number), "timestamp": NodeDate(time).text,
      "session_id": session.map { $0 as Any } ?? NSNull(),
      "resource_id": task.map { $0 as Any } ?? NSNull(),
    ]
    if let agent { values["details"] = ["agent_type": agent] }
    return values
  }
}
