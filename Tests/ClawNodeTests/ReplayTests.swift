import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

/// Requests that were recorded with a real node, put to our own.
///
/// Left out is what differs on purpose or needs the tasks of the recording: roles of users, CORS,
/// the laxer JSON of the real node.
@Suite(.timeLimit(.minutes(1)))
struct ReplayTests {
  /// The ids of the sessions in the recording.
  private static let anonymous = "85d2720d-4bc2-4b58-ae20-8dff82787f8b"
  private static let alice = "18d4e83b-9a77-4157-90eb-6a2706707cf9"

  private func answer(
    to exchange: RecordedExchange, knowsSessions: Bool = true
  ) async throws -> RouteAnswer {
    let engine = TaskEngine(agents: [QuickAgent(type: "ollama")])
    var ids: [String: String] = [:]
    if knowsSessions {
      ids[Self.anonymous] = await engine.openSession(userID: nil).id
      ids[Self.alice] = await engine.openSession(userID: NodeText("alice")).id
    }
    func replaced(_ text: String) -> String {
      ids.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }
    let request = exchange.request
    var query = URLComponents()
    query.queryItems = request.query.map { URLQueryItem(name: $0.key, value: $0.value) }
    let encoded = query.percentEncodedQuery?.replacing("+", with: "%2B") ?? ""
    let routes = NodeRoutes(engine: engine, version: "test").table
    return await routes.answer(
      to: RouteRequest(
        method: request.method,
        target: replaced(request.path + (encoded.isEmpty ? "" : "?" + encoded)),
        host: "127.0.0.1:8000", contentType: request.headers["Content-Type"],
        body: Data(replaced(String(decoding: request.body, as: UTF8.self)).utf8)))
  }

  @Test(arguments: [
    "unknown-path", "wrong-method-get-sessions", "double-slash-path", "session-get-unknown",
    "session-get-not-uuid", "session-delete-not-allowed", "agents-bad-session",
    "skills-bad-session", "submit-bad-session", "state-id-with-slash", "state-empty-id",
    "state-bad-session", "state-post", "cancel-unknown", "cancel-bad-session", "cancel-get",
    "audit-bad-session", "audit-user-session", "audit-empty-session", "audit-type-unknown",
    "submit-old-session-after-restart", "session-after-restart",
  ])
  func `a refusal is word for word the real node's`(name: String) async throws {
    let exchange = try RecordedExchange.named(name)
    let ours = try await answer(
      to: exchange, knowsSessions: !name.hasSuffix("after-restart"))
    #expect(ours.status == exchange.response.status)
    #expect(ours.headers["allow"] == exchange.response.headers["allow"])
    let body = try JSONDecoder().decode(JSONValue.self, from: ours.body)
    #expect(body == (try exchange.response.decoded(as: JSONValue.self)))
  }

  @Test(arguments: [
    "session-anonymous", "session-user", "session-device", "session-user-device",
    "session-empty-user", "session-unicode-user", "session-body-ignored",
    "session-body-invalid-json-ignored", "session-get", "session-get-anonymous", "agents",
    "agents-with-session", "agents-empty-session", "agents-user-session", "skills",
    "agents-available", "agents-types", "submit-good", "submit-no-session",
    "submit-session-null", "submit-session-empty-string", "submit-unknown-agent",
    "submit-agent-empty", "submit-agent-uppercase", "submit-task-id-numeric-string",
    "submit-extra-field", "submit-empty-prompt", "submit-blank-prompt", "submit-json-charset",
    "submit-vendor-json", "submit-bom", "submit-nul-in-prompt", "submit-nested-context",
    "state-unknown-uuid", "state-unknown-text", "state-unknown-unicode",
    "audit-type-task.failed", "audit-resource-unknown", "audit-type-session.created",
  ])
  func `an answer has the shape of the real node's`(name: String) async throws {
    let exchange = try RecordedExchange.named(name)
    let ours = try await answer(to: exchange)
    #expect(ours.status == 200)
    #expect(ours.contentType == exchange.response.headers["content-type"])
    let body = try JSONDecoder().decode(JSONValue.self, from: ours.body)
    #expect(body.shape == (try exchange.response.decoded(as: JSONValue.self).shape))
  }

  @Test func `a trailing slash is redirected like on the real node`() async throws {
    let exchange = try RecordedExchange.named("trailing-slash-redirect")
    let ours = try await answer(to: exchange)
    #expect(ours.status == 307)
    #expect(ours.headers["location"] == exchange.response.headers["location"])
  }

  @Test func `an unknown id comes back as it was asked`() async throws {
    let exchange = try RecordedExchange.named("state-unknown-unicode")
    let ours = try await answer(to: exchange)
    let state = try JSONDecoder().decode(TaskState.self, from: ours.body)
    #expect(state == (try exchange.response.decoded(as: TaskState.self)))
  }

  @Test func `a user comes back as it was given`() async throws {
    let exchange = try RecordedExchange.named("session-unicode-user")
    let session = try JSONDecoder().decode(
      SessionInfo.self, from: await answer(to: exchange).body)
    #expect(session.userId == NodeText("zoë+日本 &=/"))
  }
}

extension JSONValue {
  /// Names and kinds without the values; of an array the shape of its first element.
  fileprivate var shape: JSONValue {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .number: "number"
    case .string: "string"
    case .array(let elements): .array(elements.prefix(1).map(\.shape))
    case .object(let object): .object(object.mapValues(\.shape))
    }
  }
}
