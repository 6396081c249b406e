import Foundation
import TestSupport
import Testing

@testable import ClawLink

/// Every recorded answer of the runtime, audit, session and health endpoints, read as what the
/// client reads there: a value, or the error that it should be.
struct EveryRecordedAnswerTests {
  private enum Outcome: Equatable {
    case value
    case error(ClawLinkError)
  }

  private let reader = AnswerReader(node: "n")

  /// Recorded with a real node and not among the fixtures, because the recording holds only the
  /// beginning and the end: of the answer (`state-long-id`, `state-result-1mb`) or of the request
  /// (the others).
  private static let shortened = [
    "state-long-id", "state-result-1mb", "submit-too-deep-json", "submit-prompt-1mb",
    "submit-prompt-20mb",
  ]

  private static func exchanges() throws -> [RecordedExchange] {
    let roots = ["/health", "/api/runtime/", "/api/audit/"]
    return try RecordedExchange.all().filter { exchange in
      roots.contains { exchange.request.path.hasPrefix($0) }
    }
  }

  private func read(_ exchange: RecordedExchange) -> Outcome {
    let path = exchange.request.path
    return switch true {
    case path == "/health": outcome(NodeHealth.self, exchange)
    case path.hasSuffix("/agents"): outcome([AgentInfo].self, exchange)
    case path.hasSuffix("/skills"): outcome([SkillInfo].self, exchange)
    case path.hasPrefix("/api/audit/"): outcome([AuditEvent].self, exchange)
    case path.hasSuffix("/cancel"): outcome(CancelAnswer.self, exchange)
    case path.hasPrefix("/api/runtime/sessions"): outcome(SessionInfo.self, exchange)
    default: outcome(TaskState.self, exchange)
    }
  }

  private func outcome<Value: Decodable>(
    _ type: Value.Type, _ exchange: RecordedExchange
  ) -> Outcome {
    let contentType = exchange.response.headers["content-type"] ?? ""
    let answer = NodeAnswer(
      status: exchange.response.status, contentType: String(contentType.prefix { $0 != ";" }),
      body: exchange.response.body)
    do throws(ClawLinkError) {
      _ = try reader.value(type, from: answer, operation: "o")
      return .value
    } catch {
      return .error(error)
    }
  }

  /// What a status means, whatever the endpoint.
  private func expected(_ exchange: RecordedExchange) throws -> Outcome {
    func detail() throws -> NodeText {
      try exchange.response.decoded(as: [String: NodeText].self)["detail"] ?? NodeText("")
    }
    switch exchange.response.status {
    case 200:
      return exchange.request.method == "OPTIONS"
        ? .error(.foreignServer(node: "n", found: "its answer is text/plain, not JSON")) : .value
    case 307:
      return .error(.foreignServer(node: "n", found: "it redirects to another address"))
    case 401:
      return .error(.sessionRefused(node: "n"))
    case 403:
      let permission = try detail().raw.replacing("Permission denied: ", with: "")
      return .error(.notPermitted(node: "n", permission: NodeText(permission)))
    case 404 where try detail().raw == "Not Found":
      return .error(.foreignServer(node: "n", found: "it has no endpoint for 'o'"))
    case 405 where exchange.request.method == "HEAD":
      return .error(.foreignServer(node: "n", found: "status 405 with application/json"))
    case 422:
      return .error(.invalidRequest(node: "n", faults: try faults(exchange)))
    case 500:
      return .error(.nodeFault(node: "n", operation: "o", status: 500))
    default:
      let status = exchange.response.status
      return .error(.refused(node: "n", status: status, detail: try detail()))
    }
  }

  private func faults(_ exchange: RecordedExchange) throws -> [FieldFault] {
    struct Body: Decodable {
      struct Item: Decodable {
        let loc: [JSONValue]
        let msg: NodeText
      }
      let detail: [Item]
    }
    return try exchange.response.decoded(as: Body.self).detail.map { item in
      let field = item.loc.map { $0.text?.raw ?? "\(Int($0.number ?? -1))" }
      return FieldFault(field: NodeText(field.joined(separator: ".")), message: item.msg)
    }
  }

  @Test func `every recorded answer is the value or the error that it should be`() throws {
    let exchanges = try Self.exchanges()
    for exchange in exchanges {
      #expect(read(exchange) == (try expected(exchange)), "\(exchange.name)")
    }
    #expect(exchanges.count == 188)
  }

  @Test func `every kind of answer is among them`() throws {
    let exchanges = try Self.exchanges()
    #expect(
      Set(exchanges.map(\.response.status)) == [200, 307, 400, 401, 403, 404, 405, 422, 500])
    #expect(exchanges.allSatisfy { !Self.shortened.contains($0.name) })
  }

  @Test func `every recorded value says what the node said`() throws {
    for exchange in try Self.exchanges() where exchange.response.status == 200 {
      guard exchange.request.method != "OPTIONS" else { continue }
      let recorded = try exchange.response.decoded(as: JSONValue.self)
      let path = exchange.request.path
      let written: JSONValue =
        switch true {
        case path == "/health": try again(NodeHealth.self, exchange)
        case path.hasSuffix("/agents"): try again([AgentInfo].self, exchange)
        case path.hasSuffix("/skills"): try again([SkillInfo].self, exchange)
        case path.hasPrefix("/api/audit/"): try again([AuditEvent].self, exchange)
        case path.hasPrefix("/api/runtime/sessions"): try again(SessionInfo.self, exchange)
        case path.hasSuffix("/cancel"): recorded
        default: try again(TaskState.self, exchange)
        }
      #expect(written == recorded, "\(exchange.name)")
    }
  }

  /// The answer, read and written again.
  private func again<Value: Codable>(
    _ type: Value.Type, _ exchange: RecordedExchange
  ) throws -> JSONValue {
    let value = try exchange.response.decoded(as: type)
    return try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value))
  }
}

/// What a cancel answers.
private struct CancelAnswer: Decodable {
  let success: Bool
}
