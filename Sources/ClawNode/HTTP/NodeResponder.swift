import ClawLink
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Carries requests from the HTTP server to the routes, and answers back. The server's own router
/// is not used: it answers 404 for a wrong method and collapses slashes.
struct NodeResponder: HTTPResponder {
  let routes: RouteTable
  let hosts: HostCheck
  let bodyLimitBytes: Int

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    let answer = await answer(to: request)
    context.logger.debug(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)", "path": "\(NodeText(request.uri.path).shown)",
        "status": "\(answer.status)",
      ])
    let response = Response(
      status: .init(code: answer.status), headers: answer.fields,
      body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    // Bytes behind the head would be taken for the next answer.
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func answer(to request: Request) async -> RouteAnswer {
    var request = request
    guard let body = try? await request.collectBody(upTo: bodyLimitBytes) else {
      return .refusal(413, "Body too large: this node takes \(bodyLimitBytes) bytes at most")
    }
    let routed = RouteRequest(
      method: request.method.rawValue, target: request.head.path ?? "/",
      host: request.head.authority, origin: request.headers[.origin],
      authorization: request.headers[.authorization], contentType: request.headers[.contentType],
      body: Data(body.readableBytesView))
    if let refusal = hosts.refusal(of: routed) { return refusal }
    return await routes.answer(to: routed)
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
