import ClawLink
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Carries requests from the HTTP server to the routes, and answers back. The server's own router
/// is not used: it answers 404 for a wrong method and collapses slashes.
struct NodeResponder: HTTPResponder {
  /// The real node takes 20 MB.
  static let bodyLimitBytes = 32 * 1_048_576

  let routes: RouteTable

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    var request = request
    let body = try await request.collectBody(upTo: Self.bodyLimitBytes)
    let answer = await routes.answer(
      to: RouteRequest(
        method: request.method.rawValue, target: request.head.path ?? "/",
        host: request.head.authority, contentType: request.headers[.contentType],
        body: Data(body.readableBytesView)))
    let response = Response(
      status: .init(code: answer.status), headers: answer.fields,
      body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    // Bytes behind the head would be taken for the next answer.
    return request.method == .head ? response.createHeadResponse() : response
  }
}

extension RouteAnswer {
  fileprivate var fields: HTTPFields {
    var fields = HTTPFields()
    if let contentType { fields[.contentType] = contentType }
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    return fields
  }
}
