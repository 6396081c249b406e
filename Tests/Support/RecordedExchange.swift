public import Foundation

/// One request to a real node and its answer, as recorded there.
public struct RecordedExchange: Sendable {
  public enum Failure: Error, CustomStringConvertible {
    case noFixtures
    case unreadable(line: Int)
    case notRecorded(String)

    public var description: String {
      switch self {
      case .noFixtures: "Fixtures/exchanges.jsonl is not in the bundle"
      case .unreadable(let line): "line \(line) of exchanges.jsonl is not an exchange"
      case .notRecorded(let name): "no exchange is called '\(name)'"
      }
    }
  }

  public struct Request: Sendable {
    public let method: String
    /// As it was sent: percent-encoded, without the query.
    public let path: String
    public let query: [String: String]
    public let headers: [String: String]
    public let body: Data
  }

  public struct Response: Sendable {
    public let status: Int
    /// Names are in lower case.
    public let headers: [String: String]
    public let body: Data

    /// The body decoded as JSON.
    public func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
      try JSONDecoder().decode(type, from: body)
    }
  }

  public let name: String
  public let request: Request
  public let response: Response

  /// The exchange of that name.
  public static func named(_ name: String) throws -> RecordedExchange {
    guard let exchange = try all().first(where: { $0.name == name }) else {
      throw Failure.notRecorded(name)
    }
    return exchange
  }

  /// All of them, in the order in which they were recorded.
  public static func all() throws -> [RecordedExchange] { try loaded.get() }

  private static let loaded = Result { try load() }

  private static func load() throws -> [RecordedExchange] {
    guard
      let url = Bundle.module.url(
        forResource: "exchanges", withExtension: "jsonl", subdirectory: "Fixtures")
    else { throw Failure.noFixtures }
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    return try lines.enumerated().map { index, line in
      guard let exchange = try RecordedExchange(line: Data(line.utf8)) else {
        throw Failure.unreadable(line: index + 1)
      }
      return exchange
    }
  }
}

extension RecordedExchange {
  private init?(line: Data) throws {
    guard let object = try JSONSerialization.jsonObject(with: line) as? [String: Any],
      let name = object["name"] as? String,
      let request = (object["request"] as? [String: Any]).flatMap(Request.init),
      let response = (object["response"] as? [String: Any]).flatMap(Response.init)
    else { return nil }
    self.name = name
    self.request = request
    self.response = response
  }
}

extension RecordedExchange.Request {
  fileprivate init?(_ object: [String: Any]) {
    guard let method = object["method"] as? String, let path = object["path"] as? String,
      let query = object["query"] as? [String: Any],
      let headers = object["headers"] as? [String: String]
    else { return nil }
    self.method = method
    self.path = path
    self.query = query.mapValues { "\($0)" }
    self.headers = headers
    body = bytes(of: object["body"])
  }
}

extension RecordedExchange.Response {
  fileprivate init?(_ object: [String: Any]) {
    guard let status = object["status"] as? Int,
      let headers = object["headers"] as? [String: String]
    else { return nil }
    self.status = status
    self.headers = headers
    body = bytes(of: object["body"])
  }
}

/// A body is recorded as a text, which is sent as it is, or as a JSON value; `null` is no body.
private func bytes(of body: Any?) -> Data {
  switch body {
  case nil, is NSNull: Data()
  case let text as String: Data(text.utf8)
  case let value?:
    (try? JSONSerialization.data(
      withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])) ?? Data()
  }
}
