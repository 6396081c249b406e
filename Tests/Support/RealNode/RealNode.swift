public import Foundation
import Synchronization

/// The real node, played: tasks, sessions and audit log in memory, answers in the shape of recorded
/// ones, and its faults when the test says so. It shows no progress, and it has no time of its own.
/// A session with a user may hand over and cancel nothing, and not read the log (CONTRACT quirk 8).
///
/// ```swift
/// let played = try RealNode()
/// try await MisbehavingNode.running(played.behaviour) { node in
///   let id = played.submit()
///   … requests to node.url …
///   played.restart()
/// }
/// ```
public final class RealNode: Sendable {
  /// As many events as the real one keeps (CONTRACT quirk 12).
  static let logLimit = 10_000

  struct Task: Sendable {
    var state = "pending"
    let submittedAt: Date
    /// Its state cannot be read (CONTRACT quirk 6).
    var isSpoiled = false
  }

  struct Event: Sendable {
    let number: Int
    let type: String
    let time: Date
    var session: String?
    var task: String?
    var agent: String?
    /// Spoils every page that covers it (CONTRACT quirk 32).
    var isBad = false
  }

  struct State: Sendable {
    var tasks: [String: Task] = [:]
    /// Whose each session is; `nil` is nobody's.
    var sessions: [String: String?] = [:]
    /// Oldest first.
    var log: [Event] = []
    var lives: [String: [String]] = [:]
    var lastNumber = 0
  }

  let recordings: RealNodeRecordings
  let state = Mutex(State())
  private let now: @Sendable () -> Date

  /// - Parameter now: the node's clock.
  public init(now: @escaping @Sendable () -> Date = { Date() }) throws {
    recordings = try RealNodeRecordings()
    self.now = now
  }

  /// How a ``MisbehavingNode`` becomes this one.
  public var behaviour: NodeBehaviour { .answers { self.reply(to: $0) } }

  /// What really became of every task that there ever was: its states in order, and `unreadable`
  /// and `forgotten` from when on it was so.
  public var lives: [String: [String]] { state.withLock { $0.lives } }

  // MARK: What happens there

  /// Somebody hands a task over.
  ///
  /// - Parameter isBad: its agent has a name that is no text: neither its state nor any page of the
  ///   log that names it can be read.
  /// - Returns: its id.
  @discardableResult
  public func submit(agent: String = "ollama", isBad: Bool = false) -> String {
    state.withLock { $0.submit(agent: agent, session: nil, isBad: isBad, at: now()) }
  }

  /// The agent of a task ends; that of a cancelled one as well (CONTRACT quirk 2).
  public func end(_ id: String, as end: String = "completed") {
    state.withLock { $0.enter(end, id) }
  }

  /// Somebody else cancels a task.
  public func cancel(_ id: String) {
    state.withLock { _ = $0.cancel(id, session: nil, at: now()) }
  }

  /// The agent of a task answers with something that is no text: its state is a 500 for ever.
  public func spoil(_ id: String) {
    state.withLock {
      $0.tasks[id]?.isSpoiled = true
      $0.lives[id]?.append("unreadable")
    }
  }

  /// Others open so many sessions: the log forgets as many events.
  public func openSessions(_ count: Int) {
    state.withLock { state in
      for _ in 0..<count { _ = state.openSession(at: now()) }
    }
  }

  /// A new start: tasks, sessions and log are gone (CONTRACT section 7).
  public func restart() {
    state.withLock { state in
      for id in state.tasks.keys { state.lives[id]?.append("forgotten") }
      (state.tasks, state.sessions, state.log) = ([:], [:], [])
    }
  }

  /// Does what a request asks for.
  public func reply(to request: ReceivedRequest) -> NodeReply {
    let time = now()
    return state.withLock { state in
      var answers = RealNodeAnswers(recordings: recordings, now: time, state: state)
      defer { state = answers.state }
      return answers.reply(to: request)
    }
  }
}

extension RealNode.State {
  mutating func submit(
    agent: String, session: String?, isBad: Bool = false, at now: Date
  ) -> String {
    let id = newID()
    tasks[id] = RealNode.Task(submittedAt: now, isSpoiled: isBad)
    lives[id] = ["pending"]
    log("task.submitted", at: now) {
      ($0.session, $0.task, $0.agent, $0.isBad) = (session, id, agent, isBad)
    }
    return id
  }

  /// - Returns: whether there was something to cancel.
  mutating func cancel(_ id: String, session: String?, at now: Date) -> Bool {
    guard tasks[id]?.state == "pending" else { return false }
    enter("cancelled", id)
    log("task.cancelled", at: now) { ($0.session, $0.task) = (session, id) }
    return true
  }

  mutating func openSession(of user: String? = nil, at now: Date) -> String {
    let id = newID()
    sessions.updateValue(user, forKey: id)
    log("session.created", at: now) { $0.session = id }
    return id
  }

  mutating func enter(_ name: String, _ id: String) {
    guard tasks[id] != nil else { return }
    tasks[id]?.state = name
    lives[id, default: []].append(name)
  }

  private mutating func log(
    _ type: String, at now: Date, fill: (inout RealNode.Event) -> Void
  ) {
    lastNumber += 1
    var event = RealNode.Event(number: lastNumber, type: type, time: now)
    fill(&event)
    log.append(event)
    if log.count > RealNode.logLimit { log.removeFirst(log.count - RealNode.logLimit) }
  }

  /// The first four characters, which a card shows, differ from one to the next.
  private mutating func newID() -> String {
    lastNumber += 1
    return RealNode.id(lastNumber)
  }
}

extension RealNode {
  /// A UUID's text with a number in it.
  static func id(_ number: Int) -> String {
    String(format: "%04x%04x-1f3d-4c82-9a77-2b6a07f5c0de", number & 0xFFFF, number >> 16)
  }
}
