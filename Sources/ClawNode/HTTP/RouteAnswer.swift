import ClawLink
import Foundation

/// An answer as the routes give it.
struct RouteAnswer: Sendable, Equatable {
  var status: Int
  var contentType: String?
  var headers: [String: String] = [:]
  var body = Data()

  /// A JSON body; non-ASCII text and slashes are written as they are.
  static func json(_ value: some Encodable, status: Int = 200) -> RouteAnswer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    guard let body = try? encoder.encode(value) else { return .internalError }
    return RouteAnswer(status: status, contentType: "application/json", body: body)
  }

  /// `{"detail": "…"}`, the shape of every refusal but those for invalid fields.
  static func refusal(_ status: Int, _ detail: String) -> RouteAnswer {
    .json(["detail": detail], status: status)
  }

  /// Status 422 with all faults at once.
  static func invalid(_ faults: [RequestFault]) -> RouteAnswer {
    RouteAnswer(
      status: 422, contentType: "application/json",
      // What was sent is repeated, as deep as it was.
      body: JSONWriter.data(of: ["detail": .array(faults.map(\.json))]))
  }

  static let internalError = RouteAnswer(
    status: 500, contentType: "text/plain; charset=utf-8", body: Data("Internal Server Error".utf8))
}
