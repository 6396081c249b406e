import Foundation

/// How a misbehaving node treats requests. Behaviours are values: they can be put together, and
/// set while the node runs.
public struct NodeBehaviour: Sendable {
  let reply: @Sendable (ReceivedRequest) -> NodeReply

  /// What it says to a request.
  public func reply(to request: ReceivedRequest) -> NodeReply { reply(request) }

  /// Answers as the closure says.
  public static func answers(
    _ reply: @escaping @Sendable (ReceivedRequest) -> NodeReply
  ) -> NodeBehaviour {
    NodeBehaviour(reply: reply)
  }

  /// Answers everything alike.
  public static func always(_ reply: NodeReply) -> NodeBehaviour { answers { _ in reply } }

  /// Answers like the recorded exchange with the same method and path, whatever the query, and 404
  /// where none is among them.
  public static func recorded(_ names: String...) throws -> NodeBehaviour {
    let exchanges = try names.map { try RecordedExchange.named($0) }
    return answers { request in
      let match = exchanges.first {
        $0.request.method == request.method && $0.request.path == request.path
      }
      return match.map { .recorded($0) } ?? .refusal(404, "Not Found")
    }
  }

  /// Takes the request and never says a word.
  public static let hangsBeforeHead = always(.json("{}").delivered(.nothing))

  /// Sends the head of an answer and nothing more.
  public static let hangsAfterHead = always(.json(#"{"status": "healthy"}"#).delivered(.head))

  /// Sends half of a body and nothing more.
  public static let hangsInBody = always(.json(#"{"status": "healthy"}"#).delivered(.half))

  /// Sends a byte of the body whenever the test says so.
  public static let drips = always(.json(#"{"status": "healthy"}"#).delivered(.dripping))

  /// Closes the connection without an answer.
  public static let closesBeforeHead = always(
    .json("{}").delivered(.nothing, thenCloses: true))

  /// Closes the connection in the middle of a body.
  public static let closesInBody = always(
    .json(#"{"status": "healthy"}"#).delivered(.half, thenCloses: true))

  /// A whole answer whose JSON ends too early.
  public static let truncatesJSON = always(.json(#"{"status": "heal"#))

  /// Whole JSON in which everything has another type than the contract says.
  public static let mistakesTypes = always(
    .json(#"{"session_id": 7, "task_id": [], "state": {}, "success": "no", "status": 1}"#))

  /// JSON with bytes in its text that are no UTF-8.
  public static let garblesText: NodeBehaviour = {
    var reply = NodeReply.json("")
    reply.body = Data(#"{"status": ""#.utf8) + Data([0xC3, 0x28, 0xFF]) + Data(#""}"#.utf8)
    return always(reply)
  }()

  /// A body that never ends.
  public static let neverEnds = always(
    .json(String(repeating: " ", count: 65_536)).delivered(.endless))

  /// Status 200 with a web page, like a portal on the way.
  public static let answersHTML = always(
    NodeReply(
      status: 200, headers: [("content-type", "text/html; charset=utf-8")],
      body: Data("<html><body>Welcome</body></html>".utf8)))

  /// Bytes that are no HTTP.
  public static let answersNoHTTP: NodeBehaviour = {
    var reply = NodeReply(status: 200)
    reply.rawBytes = Data("SSH-2.0-OpenSSH_9.6\r\n".utf8)
    return always(reply)
  }()

  /// Fails inside and closes the connection without notice, like the real node (CONTRACT quirk 7).
  public static let failsInside = always(
    NodeReply(
      status: 500, headers: [("content-type", "text/plain; charset=utf-8")],
      body: Data("Internal Server Error".utf8)
    ).delivered(.whole, thenCloses: true))

  /// Sends everybody somewhere else.
  public static func redirects(to url: String) -> NodeBehaviour {
    always(NodeReply(status: 307, headers: [("location", url)]))
  }

  /// Knows no session.
  public static let refusesSessions = always(.refusal(401, "Invalid or expired session"))

  /// One behaviour for the first request with a method and path, another for those after it.
  public static func once(_ first: NodeBehaviour, then second: NodeBehaviour) -> NodeBehaviour {
    answers { $0.number == 1 ? first.reply($0) : second.reply($0) }
  }

  /// The same, but sessions are opened as they should be: `session-1`, `session-2` and so on.
  public var afterOpeningSessions: NodeBehaviour {
    .answers { $0.opensSession ? .session("session-\($0.number)") : reply($0) }
  }

  /// Answers every endpoint of the contract well, whoever asks for whatever.
  public static func wellBehaved() throws -> NodeBehaviour {
    let names = [
      "/health": "health", "/api/runtime/agents": "agents", "/api/runtime/skills": "skills",
      "/api/runtime/tasks/submit": "submit-good", "/api/audit/events": "audit-type-task.submitted",
    ]
    let patterns = [
      ("/state", "state-completed"), ("/cancel", "cancel-pending"), ("/activity", "activity-own"),
    ]
    let session = try NodeReply.recorded(.named("session-get"))
    let byPath = try names.mapValues { try NodeReply.recorded(.named($0)) }
    let byEnding = try patterns.map { ($0, try NodeReply.recorded(.named($1))) }
    return NodeBehaviour.answers { request in
      byPath[request.path] ?? byEnding.first { request.path.hasSuffix($0.0) }?.1 ?? session
    }.afterOpeningSessions
  }
}
