import Foundation
import NIOCore
import NIOHTTP1

/// One connection to a misbehaving node. It writes raw bytes, so that an answer can end anywhere.
final class NodeConnection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = ByteBuffer

  private let node: MisbehavingNode
  private var head: HTTPRequestHead?
  private var body = Data()
  /// The bytes of a dripping answer that are still to come.
  private var undripped = Data()

  init(node: MisbehavingNode) {
    self.node = node
  }

  func channelActive(context: ChannelHandlerContext) {
    node.opened(context.channel)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    node.closed(context.channel)
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = Data()
    case .body(let part):
      body.append(contentsOf: part.readableBytesView)
    case .end:
      answer(context: context)
    }
  }

  /// Sends the next byte of a dripping answer.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is Drip else { return context.fireUserInboundEventTriggered(event) }
    guard let byte = undripped.popFirst() else { return }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: [byte])), promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func answer(context: ChannelHandlerContext) {
    guard let head else { return }
    let headers = Dictionary(
      head.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
    let request = ReceivedRequest(
      method: head.method.rawValue, target: head.uri, headers: headers, body: body)
    guard let reply = node.reply(to: request, on: context.channel) else { return }
    if reply.delivery == .dripping { undripped = reply.body }
    Self.send(reply, on: context.channel)
  }

  /// Sends what goes out at once, and what is to follow by itself.
  static func send(_ reply: NodeReply, on channel: any Channel) {
    channel.writeAndFlush(ByteBuffer(bytes: reply.bytes), promise: nil)
    if reply.delivery == .endless { repeatBody(ByteBuffer(bytes: reply.body), on: channel) }
    if reply.closes { channel.close(promise: nil) }
  }

  /// Writes the body once more whenever it has gone out, until the other side has left.
  private static func repeatBody(_ body: ByteBuffer, on channel: any Channel) {
    channel.writeAndFlush(body).whenSuccess { repeatBody(body, on: channel) }
  }

  /// The event that lets a dripping answer go on by a byte.
  struct Drip: Sendable {}
}
