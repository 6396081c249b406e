import Foundation
import NIOHTTP1

/// One request to a node, before it knows the node's address.
struct NodeRequest: Sendable {
  var method: HTTPMethod
  /// Path segments, not yet encoded.
  var path: [String]
  var query: [(name: String, value: String)] = []
  /// A JSON body.
  var body: Data?
  /// What an error message calls this request.
  var operation: String

  /// Ends after the shorter time-out for reading, so that a frozen node is noticed soon.
  var isQuick: Bool { isRepeatable || opensSession }
  var opensSession = false

  /// A GET may be sent again when its connection turned out to be dying; nothing else may.
  var isRepeatable: Bool { method == .GET }

  static func get(
    _ path: String..., query: [(name: String, value: String)] = [], operation: String
  ) -> NodeRequest {
    get(path: path, query: query, operation: operation)
  }

  static func get(
    path: [String], query: [(name: String, value: String)], operation: String
  ) -> NodeRequest {
    NodeRequest(method: .GET, path: path, query: query, operation: operation)
  }

  static func post(
    _ path: String..., query: [(name: String, value: String)] = [], body: Data? = nil,
    operation: String
  ) -> NodeRequest {
    NodeRequest(method: .POST, path: path, query: query, body: body, operation: operation)
  }
}

/// A node's whole answer.
struct NodeAnswer: Sendable, Equatable {
  var status: Int
  /// The media type without its parameters, in lower case.
  var contentType: String
  var body: Data
}
