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

  /// Sends the next bytes of a dripping answer.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard let drip = event as? Drip else { return context.fireUserInboundEventTriggered(event) }
    let bytes = undripped.prefix(drip.count)
    guard !bytes.isEmpty else { return }
    undripped.removeFirst(bytes.count)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
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
    if case .dripping = reply.delivery { undripped = reply.body }
    Self.send(reply, on: context.channel)
  }

  /// Sends what goes out at once, and what is to follow by itself.
  static func send(_ reply: NodeReply, on channel: any Channel) {
    channel.writeAndFlush(ByteBuffer(bytes: reply.bytes), promise: nil)
    switch reply.delivery {
    case .endless: repeatBody(ByteBuffer(bytes: reply.body), on: channel)
    case .pieces(let size): return send(reply.body, in: size, of: reply, on: channel)
    case .nothing, .head, .half, .whole, .first, .dripping: break
    }
    if reply.closes { channel.close(promise: nil) }
  }

  private static func send(
    _ rest: Data, in size: Int, of reply: NodeReply, on channel: any Channel
  ) {
    guard !rest.isEmpty else {
      if reply.closes { channel.close(promise: nil) }
      return
    }
    write(ByteBuffer(bytes: rest.prefix(size)), to: channel) {
      send(rest.dropFirst(size), in: size, of: reply, on: channel)
    }
  }

  /// Writes the body once more whenever it has gone out, until the other side has left.
  private static func repeatBody(_ body: ByteBuffer, on channel: any Channel) {
    write(body, to: channel) { repeatBody(body, on: channel) }
  }

  /// Goes on in a turn of its own: small pieces go out at once, and would each be a call deeper.
  private static func write(
    _ bytes: ByteBuffer, to channel: any Channel, then next: @escaping @Sendable () -> Void
  ) {
    channel.writeAndFlush(bytes).whenSuccess { channel.eventLoop.execute(next) }
  }

  /// The event that lets a dripping answer go on by so many bytes.
  struct Drip: Sendable {
    let count: Int
  }
}
