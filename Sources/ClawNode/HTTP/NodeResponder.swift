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
  let bodies: BodyReader
  let isSecure: Bool

  func respond(to request: Request, context: NodeContext) async throws -> Response {
    let routed = routed(request)
    let answer = await answer(to: routed, request)
    if answer.status == 413 { context.endConnection() }
    context.logger.debug(
      "request",
      metadata: [
        "method": "\(NodeText(routed.method).logged)",
        // Not the path: a session's id is a key to it.
        "route": "\(routes.name(of: routed))", "status": "\(answer.status)",
      ])
    let response = Response(
      status: .init(code: answer.status), headers: answer.fields,
      body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    // Bytes behind the head would be taken for the next answer.
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func routed(_ request: Request) -> RouteRequest {
    var routed = RouteRequest(
      method: request.method.rawValue, target: request.head.path ?? "/",
      host: request.head.authority, origin: request.headers[.origin],
      authorization: request.headers[.authorization], contentType: request.headers[.contentType])
    routed.isSecure = isSecure
    return routed
  }

  /// A body is read only where it is wanted: nobody fills the memory with what is thrown away.
  private func answer(to routed: RouteRequest, _ request: Request) async -> RouteAnswer {
    if let refusal = hosts.refusal(of: routed) { return refusal }
    if routes.isQuick(routed) { return await routes.answer(to: routed) }
    // Whatever takes its time does so elsewhere than on the thread of the sockets.
    return await withTaskExecutorPreference(globalConcurrentExecutor) {
      await unhurriedAnswer(to: routed, request)
    }
  }

  private func unhurriedAnswer(
    to routed: RouteRequest, _ request: Request
  ) async -> RouteAnswer {
    guard routes.takesBody(routed) else { return await routes.answer(to: routed) }
    do throws(Refusal) {
      return try await bodies.withBody(of: request) { body in
        var routed = routed
        routed.body = body
        return await routes.answer(to: routed)
      }
    } catch {
      return error.answer
    }
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
