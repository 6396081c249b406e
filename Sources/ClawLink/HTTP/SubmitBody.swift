import Foundation

/// The body of `POST /api/runtime/tasks/submit`.
struct SubmitBody: Encodable {
  private let agentType: String
  private let prompt: String
  private let context: [String: JSONValue]?
  private let sessionID: String

  private enum CodingKeys: String, CodingKey {
    case agentType = "agent_type"
    case prompt, context
    case sessionID = "session_id"
  }

  init(_ request: TaskSubmitRequest, agentType: String, sessionID: String) {
    self.agentType = agentType
    prompt = request.input
    context = request.context
    self.sessionID = sessionID
  }

  func encoded() throws(ClawLinkError) -> Data {
    do {
      return try JSONEncoder.clean.encode(self)
    } catch {
      throw .configuration(key: "metadata", problem: "a number in it is not finite")
    }
  }
}

/// The body of `POST /api/runtime/tasks/{id}/input`.
struct InputBody: Encodable {
  let text: String

  func encoded() throws(ClawLinkError) -> Data {
    do {
      return try JSONEncoder.clean.encode(self)
    } catch {
      throw .configuration(key: "answer", problem: "it cannot be written as JSON")
    }
  }
}

extension JSONEncoder {
  /// What a node cannot read would come back as a 500 (CONTRACT quirk 28).
  fileprivate static var clean: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
