import Foundation

/// Turns a node's answer into a value or into the one error that says what to do.
struct AnswerReader: Sendable {
  /// The node's address, for messages.
  let node: String

  func value<Value: Decodable>(
    _ type: Value.Type, from answer: NodeAnswer, operation: String
  ) throws(ClawLinkError) -> Value {
    guard answer.status == 200 else { throw error(for: answer, operation: operation) }
    guard answer.contentType.isJSON else {
      throw .foreignServer(node: node, found: "its answer is \(answer.kindShown), not JSON")
    }
    do {
      return try JSONDecoder().decode(type, from: answer.body)
    } catch {
      throw .foreignServer(node: node, found: "its answer to '\(operation)' has another shape")
    }
  }

  private func error(for answer: NodeAnswer, operation: String) -> ClawLinkError {
    let refusal = try? JSONDecoder().decode(Refusal.self, from: answer.body)
    switch (answer.status, refusal?.detail) {
    case (401, .sentence(let sentence)) where sentence.raw != "Invalid or expired session":
      // The real node says no other; ours wants a token where it says more.
      return .sessionRefused(node: node, reason: sentence)
    case (401, _):
      return .sessionRefused(node: node)
    case (403, .sentence(let sentence)):
      return .notPermitted(node: node, permission: sentence.permission)
    case (422, .faults(let faults)):
      return .invalidRequest(node: node, faults: faults)
    case (500..., _):
      return .nodeFault(node: node, operation: operation, status: answer.status)
    case (404, .sentence(NodeText("Not Found"))):
      return .foreignServer(node: node, found: "it has no endpoint for '\(operation)'")
    case (_, .sentence(let sentence)):
      return .refused(node: node, status: answer.status, detail: sentence)
    case (300..<400, _):
      return .foreignServer(node: node, found: "it redirects to another address")
    default:
      return .foreignServer(
        node: node, found: "status \(answer.status) with \(answer.kindShown)")
    }
  }
}

/// The body of a refusal: `{"detail": …}`, a sentence or, with status 422, a list of faults.
private struct Refusal: Decodable {
  enum Detail: Decodable {
    case sentence(NodeText)
    case faults([FieldFault])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let sentence = try? container.decode(NodeText.self) {
        self = .sentence(sentence)
      } else {
        self = .faults(try container.decode([WireFault].self).map(\.fault))
      }
    }
  }

  let detail: Detail
}

private struct WireFault: Decodable {
  let loc: [JSONValue]
  let msg: NodeText

  var fault: FieldFault {
    let path = loc.compactMap { part in
      part.text?.raw ?? part.number.map { Int(exactly: $0).map(String.init) ?? "?" }
    }
    return FieldFault(field: NodeText(path.joined(separator: ".")), message: msg)
  }
}

extension NodeText {
  /// `task:submit` out of `Permission denied: task:submit`; else the whole sentence.
  fileprivate var permission: NodeText {
    let prefix = "Permission denied: "
    return raw.hasPrefix(prefix) ? NodeText(String(raw.dropFirst(prefix.count))) : self
  }
}

extension NodeAnswer {
  /// Done, says the other side, in JSON: whether or not the JSON can be read.
  var saysDone: Bool { status == 200 && contentType.isJSON }

  fileprivate var kindShown: String {
    contentType.isEmpty ? "no content type" : NodeText(contentType).shown
  }
}

extension String {
  fileprivate var isJSON: Bool { self == "application/json" || hasSuffix("+json") }
}
