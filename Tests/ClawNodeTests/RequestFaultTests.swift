import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

/// Faults in requests, compared with those that a real node found. `url`, which leads to another
/// library's documentation, is left out.
struct RequestFaultTests {
  struct Fault: Decodable, Equatable {
    let type: String
    let loc: [JSONValue]
    let msg: String
    let input: JSONValue
  }

  struct Answer: Decodable {
    let detail: [Fault]
  }

  private static func faults(in answer: Data) throws -> [Fault] {
    try JSONDecoder().decode(Answer.self, from: answer).detail
  }

  private static func submissions(status: Int) throws -> [RecordedExchange] {
    try RecordedExchange.all().filter {
      $0.request.path == "/api/runtime/tasks/submit" && $0.request.method == "POST"
        && $0.response.status == status
    }
  }

  private static func fields(of exchange: RecordedExchange) throws -> SubmitFields {
    try SubmitFields(
      contentType: exchange.request.headers["Content-Type"], body: exchange.request.body)
  }

  @Test func `submissions are found fault with like on the real node`() throws {
    let exchanges = try Self.submissions(status: 422)
    #expect(exchanges.count >= 15)
    for exchange in exchanges {
      let problem = try #require(throws: BodyProblem.self, "\(exchange.name)") {
        try Self.fields(of: exchange)
      }
      guard case .faults(let faults) = problem else {
        Issue.record("\(exchange.name): \(problem)")
        continue
      }
      let ours = try Self.faults(in: RouteAnswer.invalid(faults).body)
      #expect(ours == (try Self.faults(in: exchange.response.body)), "\(exchange.name)")
    }
  }

  @Test func `submissions that the real node takes are taken`() throws {
    let exchanges = try Self.submissions(status: 200)
    #expect(exchanges.count >= 20)
    for exchange in exchanges {
      #expect(throws: Never.self, "\(exchange.name)") { try Self.fields(of: exchange) }
    }
  }

  @Test func `text that is no UTF-8 cannot be read`() {
    let body = Data(#"{"agent_type":"ollama","prompt":""#.utf8) + [0xFF, 0xFE] + Data(#""}"#.utf8)
    #expect(throws: BodyProblem.unreadable) {
      try SubmitFields(contentType: "application/json", body: body)
    }
  }

  @Test func `fields are taken as they are`() throws {
    let fields = try Self.fields(of: .named("submit-nested-context"))
    #expect(fields.prompt == NodeText("the prompt"))
    #expect(fields.agentType == NodeText("ollama"))
    #expect(fields.context["description"] == "d")
    #expect(try Self.fields(of: .named("submit-nul-in-prompt")).prompt.raw == "a\u{0}b")
    #expect(try Self.fields(of: .named("submit-session-null")).sessionID == nil)
    #expect(try Self.fields(of: .named("submit-session-empty-string")).sessionID == "")
  }

  @Test(arguments: ["audit-no-session", "audit-limit-0", "audit-limit-1001", "audit-limit-text"])
  func `questions to the audit log are found fault with like on the real node`(
    name: String
  ) throws {
    let exchange = try RecordedExchange.named(name)
    let problem = try #require(throws: AuditQuery.Problem.self) {
      try AuditQuery(exchange.request.query)
    }
    guard case .faults(let faults) = problem else {
      Issue.record("\(problem)")
      return
    }
    let ours = try Self.faults(in: RouteAnswer.invalid(faults).body)
    #expect(ours == (try Self.faults(in: exchange.response.body)))
  }

  @Test func `all faults of a question are told at once`() throws {
    let problem = try #require(throws: AuditQuery.Problem.self) { try AuditQuery(["limit": "0"]) }
    guard case .faults(let faults) = problem else {
      Issue.record("\(problem)")
      return
    }
    #expect(faults.map(\.type) == ["missing", "greater_than_equal"])
  }

  @Test func `an event type that nobody knows is refused by its name`() throws {
    let exchange = try RecordedExchange.named("audit-type-unknown")
    #expect(throws: AuditQuery.Problem.unknownType("bogus")) {
      try AuditQuery(exchange.request.query)
    }
  }

  @Test func `filters are read, and an empty one is none`() throws {
    let query = try AuditQuery([
      "session_id": "s", "event_type": "task.submitted", "user_id": "alice", "resource_type": "",
      "offset": "7",
    ])
    #expect(query.filter.type == .taskSubmitted)
    #expect(query.filter.userId == "alice")
    #expect(query.filter.resourceType == nil)
    #expect(query.filter.limit == 100)
    #expect(try AuditQuery(["session_id": "", "event_type": ""]).filter.type == nil)
  }
}
