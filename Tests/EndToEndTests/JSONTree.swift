import Foundation

/// What a JSON text says. The tests read answers with nothing of the program under test.
enum JSONTree: Sendable, Equatable, Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case array([JSONTree])
  case object([String: JSONTree])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let array = try? container.decode([JSONTree].self) {
      self = .array(array)
    } else {
      self = .object(try container.decode([String: JSONTree].self))
    }
  }

  /// `nil` for what is not JSON.
  init?(_ body: Data) {
    guard let tree = try? JSONDecoder().decode(JSONTree.self, from: body) else { return nil }
    self = tree
  }

  subscript(_ member: String) -> JSONTree? {
    if case .object(let members) = self { members[member] } else { nil }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }

  var array: [JSONTree]? { if case .array(let array) = self { array } else { nil } }

  /// Which of the six kinds it is.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .number: "number"
    case .text: "text"
    case .array: "array"
    case .object: "object"
    }
  }
}
