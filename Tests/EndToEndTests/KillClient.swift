import Foundation
import TestSupport

/// A client of a node that is killed under it, with all that the node has acknowledged to it.
struct KillClient: Sendable {
  enum Event: Sendable {
    case acknowledged(isCompletion: Bool)
    /// The node does not answer any more.
    case ended
  }

  private(set) var tasks: [String: AcknowledgedTask] = [:]
  private(set) var sessions: [String] = []
  private(set) var problems: [String] = []
  /// Acknowledged since the last start of the node.
  private(set) var submitted: Set<String> = []
  private(set) var cancelled: Set<String> = []
  /// What is looked at after the next start: whatever has moved since the last one.
  private var unsettled: Set<String> = []
  private var newSessions: [String] = []
  private var random: SeededNumbers

  init(seed: UInt64) {
    random = SeededNumbers(seed: seed)
  }

  /// Works on the node until it does not answer any more.
  ///
  /// - Parameter isPatient: lets tasks come to their end rather than cancel them.
  mutating func work(
    on node: PlainRequests, isPatient: Bool, _ events: AsyncStream<Event>.Continuation
  ) async {
    submitted = []
    cancelled = []
    newSessions = []
    while let answer = try? await act(on: node, isPatient: isPatient) {
      events.yield(.acknowledged(isCompletion: TaskAnswer(answer.body)?.state == "completed"))
    }
    events.yield(.ended)
  }

  private var open: [String] { tasks.filter { !$0.value.hasEnded }.keys.sorted() }

  private mutating func act(on node: PlainRequests, isPatient: Bool) async throws -> RawAnswer {
    let open = open
    let choice = Int.random(in: 0..<100, using: &random)
    if choice < 5 { return try await openSession(on: node) }
    if let id = open.randomElement(using: &random) {
      let isFull = open.count > 4
      if !isPatient, isFull || choice < 15 { return try await cancel(id, on: node) }
      // A patient client waits long: it would fill the log.
      if isFull || choice < (isPatient ? 97 : 70) { return try await look(at: id, on: node) }
    }
    return try await submit(on: node)
  }

  private mutating func openSession(on node: PlainRequests) async throws -> RawAnswer {
    let answer = try await node.answer("POST", "/api/runtime/sessions")
    if let id = JSONTree(answer.body)?["session_id"]?.text, answer.status == 200 {
      sessions.append(id)
      newSessions.append(id)
    } else {
      problems.append("a session was refused: \(answer)")
    }
    return answer
  }

  private mutating func submit(on node: PlainRequests) async throws -> RawAnswer {
    // An unknown agent is an end that comes at once.
    let agent = Int.random(in: 0..<5, using: &random) == 0 ? "nobody" : "demo"
    let answer = try await node.answer(
      "POST", "/api/runtime/tasks/submit",
      #"{"agent_type": "\#(agent)", "prompt": "Work for 1s"}"#)
    guard let id = JSONTree(answer.body)?["task_id"]?.text, let task = TaskAnswer(answer.body)
    else {
      problems.append("a submission was refused: \(answer)")
      return answer
    }
    tasks[id] = AcknowledgedTask(task)
    submitted.insert(id)
    unsettled.insert(id)
    return answer
  }

  private mutating func cancel(_ id: String, on node: PlainRequests) async throws -> RawAnswer {
    let answer = try await node.answer("POST", "/api/runtime/tasks/\(id)/cancel")
    // A refusal says that it has ended; how, the next look says.
    guard answer.status == 200 else { return try await look(at: id, on: node) }
    tasks[id]?.isCancelled = true
    cancelled.insert(id)
    return answer
  }

  private mutating func look(at id: String, on node: PlainRequests) async throws -> RawAnswer {
    let answer = try await node.answer("GET", "/api/runtime/tasks/\(id)/state")
    see(answer, of: id, afterRestart: false)
    return answer
  }

  private mutating func see(_ answer: RawAnswer, of id: String, afterRestart: Bool) {
    guard answer.status == 200, let now = TaskAnswer(answer.body) else {
      problems.append("task \(id): \(answer)")
      return
    }
    for problem in tasks[id]?.see(now, afterRestart: afterRestart) ?? [] {
      problems.append("task \(id): \(problem)")
    }
  }
}

/// After a restart.
extension KillClient {
  /// Looks at everything that was acknowledged before the node was killed.
  ///
  /// - Parameter ever: not only what can have changed since the last look.
  mutating func check(_ node: PlainRequests, ever: Bool) async throws {
    let ids = (ever ? Set(tasks.keys) : unsettled).sorted()
    let answers = try await node.answers(to: ids.map { "/api/runtime/tasks/\($0)/state" })
    for (id, answer) in zip(ids, answers) { see(answer, of: id, afterRestart: true) }
    unsettled = unsettled.filter { tasks[$0]?.last.isFinal != true }
    let sessions = ever ? sessions : newSessions
    for answer in try await node.answers(to: sessions.map { "/api/runtime/sessions/\($0)" })
    where answer.status != 200 {
      problems.append("a session is not known any more: \(answer)")
    }
  }
}
