import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Says "100 Continue" to clients that want to be told before they send a large body, as `curl`
/// does; they would wait a second otherwise.
final class ContinueHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundOut = HTTPResponsePart

  private let limitBytes: Int

  /// - Parameter limitBytes: a larger body is not asked for.
  init(limitBytes: Int) {
    self.limitBytes = limitBytes
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data),
      head.headerFields[.expect]?.lowercased() == "100-continue",
      head.headerFields[.contentLength].flatMap({ Int($0) }) ?? 0 <= limitBytes
    {
      context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }
    context.fireChannelRead(data)
  }
}
