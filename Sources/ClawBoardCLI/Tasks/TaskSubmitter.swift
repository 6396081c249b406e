import ClawLink
import ClawMirror
import Foundation

/// One task to be handed over.
struct SubmitLine: Sendable {
  var request: TaskSubmitRequest
  /// Under this key it is handed over once.
  var once: String?
  /// The node's name; `nil` is the standard one.
  var node: String?
  /// Where it stands, for messages: `tonight.ndjson:3`.
  var place: String?
}

/// Hands tasks over, one after the other: a burst freezes a node (CONTRACT quirk 20).
struct TaskSubmitter: Sendable {
  let connections: [NodeConnection]
  /// Where a task goes that names no node.
  let standard: NodeName?

  /// What can be known before anything is sent, at last by asking for the agents.
  ///
  /// - Throws: for the first line that cannot be handed over.
  func check(_ lines: [SubmitLine]) async throws {
    for line in lines {
      try connection(for: line).checkWritable()
      guard line.request.input.contains(where: { !$0.isWhitespace }) else {
        throw line.failure("the prompt is empty: say what the agent should do")
      }
    }
    try checkKeys(lines)
    for line in lines {
      let mirror = try connection(for: line).mirror
      do throws(ClawLinkError) {
        try await mirror.check(line.request)
      } catch {
        let failure = CommandFailure(error)
        throw failure.status == .usage ? line.failure(failure.message) : failure
      }
    }
  }

  /// One key twice on a node would leave one task out.
  private func checkKeys(_ lines: [SubmitLine]) throws {
    var places: [String: String] = [:]
    for line in lines {
      guard let once = line.once else { continue }
      let shown = NodeText(once).shown(upTo: 60)
      guard !once.isEmpty else { throw line.failure("the key for once is empty: give one") }
      let key = "\(try connection(for: line).name) \(once)"
      if let first = places[key] {
        throw line.failure("the key '\(shown)' stands at \(first) already")
      }
      places[key] = line.place ?? ""
    }
  }

  /// - Returns: the task; under a key that was used before the one that it was handed over as.
  func submit(_ line: SubmitLine) async throws -> FoundTask {
    let connection = try connection(for: line)
    guard let key = line.once else {
      return await FoundTask(try await connection.mirror.submit(line.request), on: connection)
    }
    let outcome = try await OnceOutcome.ofOneSender {
      try await connection.mirror.submit(line.request, once: key)
    }
    let task = try await outcome.task(
      on: connection, else: "under '\(NodeText(key).shown(upTo: 60))'")
    guard let fault = await connection.mirror.snapshot.node.ledgerFault else { return task }
    throw CommandFailure(
      .ownFault,
      "\(task.record.key.id) is at work, but under this key nobody knows it (\(fault)): once the ledger "
        + "can be written, clawboard ls names the submission, and clawboard settle says that it is "
        + "this task")
  }

  private func connection(for line: SubmitLine) throws -> NodeConnection {
    let name = line.node.map { NodeName($0) } ?? standard
    guard let connection = connections.first(where: { $0.name == name }) else {
      throw line.failure("there is no node '\(NodeText(name?.text ?? "").shown)'")
    }
    return connection
  }
}

extension SubmitLine {
  func failure(_ problem: String) -> CommandFailure {
    CommandFailure(.usage, (place.map { "\($0): " } ?? "") + problem)
  }
}

extension FoundTask {
  /// A task that the node has just answered.
  init(_ record: TaskRecord, on connection: NodeConnection) async {
    let node = await connection.mirror.snapshot.node
    self.init(
      view: TaskView(
        record: record, node: node, asOf: record.asOf(on: node, lastAnswer: nil)),
      connection: connection)
  }
}

extension OnceOutcome {
  /// What comes of a submission that another process may be sending just now: then that is waited
  /// for.
  ///
  /// - Throws: what `submit` throws, and `CancellationError`.
  static func ofOneSender(_ submit: () async throws -> OnceOutcome) async throws -> OnceOutcome {
    var isSaid = false
    while true {
      let outcome = try await submit()
      guard case .underWay(let submission) = outcome, submission.answerBy > Date() else {
        return outcome
      }
      if !isSaid { Main.complain("it is being sent by another process: waiting for the answer") }
      isSaid = true
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// The task that there is now.
  ///
  /// - Parameter words: under what it was handed over, for messages.
  func task(on connection: NodeConnection, else words: String) async throws -> FoundTask {
    switch self {
    case .submitted(let record): return await FoundTask(record, on: connection)
    case .known(let id):
      Main.complain("not sent again: \(words) it is \(id.abbreviated) on \(connection.name)")
      if let view = try await connection.mirror.find(id) {
        return FoundTask(view: view, connection: connection)
      }
      throw CommandFailure(.unknownToNode, "\(connection.name) does not know \(id) any more")
    case .underWay(let submission):
      throw CommandFailure(
        .unconfirmed,
        "not sent again: \(words) it was sent at \(submission.sentAt.formatted(.iso8601)) and never "
          + "answered; clawboard ls says what it may be, then clawboard settle "
          + "\(submission.id.prefix(8)) --as ID, or --drop")
    case .notKept(let fault):
      throw CommandFailure(
        .ownFault,
        "nothing was sent: \(fault?.description ?? "there is no ledger"), and without it nobody "
          + "knows what was sent before")
    }
  }
}
