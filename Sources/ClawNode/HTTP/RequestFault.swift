import ClawLink

/// One item of a 422 answer: what is wrong, where, and what was sent.
struct RequestFault: Error, Sendable, Equatable {
  let type: String
  /// `body` or `query`, then names or positions.
  let loc: [JSONValue]
  let msg: String
  let input: JSONValue
  var ctx: [String: JSONValue]?

  /// As it stands in an answer.
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "type": .string(type), "loc": .array(loc), "msg": .string(msg), "input": input,
    ]
    if let ctx { members["ctx"] = .object(ctx) }
    return .object(members)
  }

  static func missing(_ loc: [JSONValue], in input: JSONValue) -> RequestFault {
    RequestFault(type: "missing", loc: loc, msg: "Field required", input: input)
  }

  static func notString(_ loc: [JSONValue], _ input: JSONValue) -> RequestFault {
    RequestFault(
      type: "string_type", loc: loc, msg: "Input should be a valid string", input: input)
  }

  static func notDictionary(_ loc: [JSONValue], _ input: JSONValue) -> RequestFault {
    RequestFault(
      type: "dict_type", loc: loc, msg: "Input should be a valid dictionary", input: input)
  }

  static func notObject(_ input: JSONValue) -> RequestFault {
    RequestFault(
      type: "model_attributes_type", loc: ["body"],
      msg: "Input should be a valid dictionary or object to extract fields from", input: input)
  }

  static func notInteger(_ loc: [JSONValue], _ input: JSONValue) -> RequestFault {
    switch input {
    case .number, .integer:
      RequestFault(
        type: "int_from_float", loc: loc,
        msg: "Input should be a valid integer, got a number with a fractional part", input: input)
    case .string:
      RequestFault(
        type: "int_parsing", loc: loc,
        msg: "Input should be a valid integer, unable to parse string as an integer", input: input)
    case .null, .bool, .array, .object:
      RequestFault(
        type: "int_type", loc: loc, msg: "Input should be a valid integer", input: input)
    }
  }

  static func outOfRange(
    _ loc: [JSONValue], _ input: JSONValue, atLeast: Int
  ) -> RequestFault {
    RequestFault(
      type: "greater_than_equal", loc: loc,
      msg: "Input should be greater than or equal to \(atLeast)", input: input,
      ctx: ["ge": .number(Double(atLeast))])
  }

  static func outOfRange(_ loc: [JSONValue], _ input: JSONValue, atMost: Int) -> RequestFault {
    RequestFault(
      type: "less_than_equal", loc: loc,
      msg: "Input should be less than or equal to \(atMost)", input: input,
      ctx: ["le": .number(Double(atMost))])
  }

  static func notJSON(at position: Int, _ problem: String) -> RequestFault {
    RequestFault(
      type: "json_invalid", loc: ["body", .number(Double(position))], msg: "JSON decode error",
      input: [:], ctx: ["error": .string(problem)])
  }
}
