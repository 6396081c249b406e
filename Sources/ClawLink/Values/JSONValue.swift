/// Any JSON value, for the parts of the contract that have no fixed shape: `context` and
/// `metadata`. Strings are ``NodeText`` because most of them come from a node.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(Double)
  /// A whole number that no `Double` holds: an identifier of 17 digits, say. Any other is a
  /// ``number(_:)``; ``whole(_:)`` makes the right one of them.
  case integer(Int64)
  case string(NodeText)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Text that may come from anywhere.
  public static func string(_ text: String) -> JSONValue { .string(NodeText(text)) }

  /// A whole number, kept exactly.
  public static func whole(_ number: Int64) -> JSONValue {
    Int64(exactly: Double(number)) == number ? .number(Double(number)) : .integer(number)
  }

  /// The text of a string; `nil` for other values.
  public var text: NodeText? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The number, the nearest `Double` of an ``integer(_:)``; `nil` for other values.
  public var number: Double? {
    switch self {
    case .number(let number): number
    case .integer(let number): Double(number)
    case .null, .bool, .string, .array, .object: nil
    }
  }

  /// The truth value; `nil` for other values.
  public var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  /// The members of an object; `nil` for other values.
  public var object: [String: JSONValue]? {
    if case .object(let object) = self { object } else { nil }
  }
}

extension JSONValue: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? container.decode(Double.self) {
      // Below 2^53 none is between two of them.
      let whole = abs(number) < 0x1p53 ? nil : try? container.decode(Int64.self)
      self = whole.map(JSONValue.whole) ?? .number(number)
    } else if let text = try? container.decode(NodeText.self) {
      self = .string(text)
    } else if let array = try? container.decode([JSONValue].self) {
      self = .array(array)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let bool): try container.encode(bool)
    case .number(let number): try encode(number, into: &container)
    case .integer(let number): try container.encode(number)
    case .string(let text): try container.encode(text)
    case .array(let array): try container.encode(array)
    case .object(let object): try container.encode(object)
    }
  }

  /// A whole number is written without a fraction: `3`, not `3.0`.
  private func encode(
    _ number: Double, into container: inout any SingleValueEncodingContainer
  ) throws {
    if let whole = Int64(exactly: number) {
      try container.encode(whole)
    } else {
      try container.encode(number)
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(integerLiteral value: Int) { self = .whole(Int64(value)) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(nilLiteral: ()) { self = .null }

  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements) { $1 })
  }
}
