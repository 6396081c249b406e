import ClawLink
import Foundation

/// The body of a submission, checked like the real node checks it: all faults at once, in the order
/// of the fields.
struct SubmitFields: Sendable, Equatable {
  let agentType: NodeText
  let prompt: NodeText
  let context: [String: JSONValue]
  let sessionID: String?

  init(contentType: String?, body: Data) throws(BodyProblem) {
    let object = try BodyProblem.object(contentType: contentType, body: body)
    var faults: [RequestFault] = []
    let whole = JSONValue.object(object)

    func required(_ name: String) -> NodeText {
      switch object[name] {
      case .string(let text): return text
      case nil: faults.append(.missing(["body", .string(name)], in: whole))
      case let other?: faults.append(.notString(["body", .string(name)], other))
      }
      return NodeText("")
    }
    agentType = required("agent_type")
    prompt = required("prompt")

    switch object["context"] {
    case .object(let given): context = given
    case nil, .null: context = [:]
    case let other?:
      context = [:]
      faults.append(.notDictionary(["body", "context"], other))
    }

    switch object["session_id"] {
    case .string(let id): sessionID = id.raw
    case nil, .null: sessionID = nil
    case let other?:
      sessionID = nil
      faults.append(.notString(["body", "session_id"], other))
    }

    // Checked for their type and then ignored, as on the real node.
    for name in ["project_id", "task_id"] {
      if let value = object[name], value != .null, !value.isInteger {
        faults.append(.notInteger(["body", .string(name)], value))
      }
    }
    guard faults.isEmpty else { throw .faults(faults) }
  }
}

extension JSONValue {
  /// A whole number, or text that reads as one.
  fileprivate var isInteger: Bool {
    switch self {
    case .number(let number): number.rounded() == number
    case .integer: true
    case .string(let text): Int(text.raw) != nil
    case .null, .bool, .array, .object: false
    }
  }
}
