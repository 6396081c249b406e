import ClawLink

/// How one kind of upstream is asked, and how what it says is read.
protocol ModelInterface: Sendable {
  /// Behind the base URL.
  var path: String { get }
  /// What is asked for to see whether somebody is there, behind the base URL.
  var probePath: String { get }
  var framing: AnswerFraming { get }
  /// Data of a stream that are no JSON, and say that it ends. Default none.
  var endMark: String? { get }

  func headers(for key: BearerToken?) -> [(name: String, value: String)]
  func body(of request: ModelRequest) -> JSONValue

  /// What one piece of a stream says.
  func fold(_ event: JSONValue, into answer: inout Answer) throws(UpstreamFault)
  /// What an answer that came in one piece says.
  func read(_ whole: JSONValue, into answer: inout Answer) throws(UpstreamFault)
}

extension ModelInterface {
  var endMark: String? { nil }

  func headers(for key: BearerToken?) -> [(name: String, value: String)] {
    key.map { [("authorization", "Bearer \($0.secret)")] } ?? []
  }
}

/// What an answer is made of.
enum AnswerFraming: Sendable, Equatable {
  /// Server-sent events with JSON as their data.
  case events
  /// JSON values, one a line.
  case lines
  /// One JSON value.
  case whole

  /// What an upstream asks to be told that we take.
  var accepted: String {
    switch self {
    case .events: "text/event-stream, application/json"
    case .lines: "application/x-ndjson, application/json"
    case .whole: "application/json"
    }
  }
}

extension JSONValue {
  subscript(key: String) -> JSONValue? { object?[key] }

  /// The first element of an array.
  var first: JSONValue? {
    if case .array(let elements) = self { elements.first } else { nil }
  }

  /// The numbers of an object under these keys; `nil` where there is none.
  func numbers(_ keys: [String]) -> [String: JSONValue] {
    object?.filter { keys.contains($0.key) && $0.value.number != nil } ?? [:]
  }
}
