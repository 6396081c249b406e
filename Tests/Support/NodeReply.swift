public import Foundation

/// What a misbehaving node sends for one request: an answer, how much of it, and whether the
/// connection is closed behind it.
public struct NodeReply: Sendable {
  /// How much of the answer goes out.
  public enum Delivery: Sendable {
    case nothing
    case head
    /// The head and half of the body.
    case half
    case whole
    /// The head and so many bytes of the body.
    case first(Int)
    /// The head, then the body in pieces of so many bytes, each when the one before has gone out.
    case pieces(of: Int)
    /// The head, then as much of the body as each ``MisbehavingNode/drip(_:)`` says.
    case dripping
    /// The head, and then the body again and again for as long as somebody reads.
    case endless
  }

  public var status: Int
  public var headers: [(name: String, value: String)]
  public var body: Data
  public var delivery = Delivery.whole
  /// Closes the connection after the delivery, without notice in a header.
  public var closes = false
  /// Sent in place of everything else.
  public var rawBytes: Data?

  public init(
    status: Int, headers: [(name: String, value: String)] = [], body: Data = Data()
  ) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// An answer with a JSON text as its body.
  public static func json(_ text: String, status: Int = 200) -> NodeReply {
    NodeReply(
      status: status, headers: [("content-type", "application/json")], body: Data(text.utf8))
  }

  /// `{"detail": "…"}`.
  public static func refusal(_ status: Int, _ detail: String) -> NodeReply {
    .json(#"{"detail": "\#(detail)"}"#, status: status)
  }

  /// A new session with this id.
  public static func session(_ id: String) -> NodeReply {
    .json(
      """
      {"session_id": "\(id)", "user_id": null, "created_at": "2026-01-01T00:00:00", \
      "last_activity": "2026-01-01T00:00:00", "permissions": []}
      """)
  }

  /// The recorded answer, byte for byte but for its length.
  public static func recorded(_ exchange: RecordedExchange) -> NodeReply {
    NodeReply(
      status: exchange.response.status,
      headers: exchange.response.headers.filter { $0.key != "content-length" }
        .map { ($0.key, $0.value) },
      body: exchange.response.body)
  }

  /// The same reply, delivered in another way.
  public func delivered(_ delivery: Delivery, thenCloses closes: Bool = false) -> NodeReply {
    var reply = self
    reply.delivery = delivery
    reply.closes = closes
    return reply
  }

  var head: Data {
    // Without a length, a body ends with its connection.
    let isOpen = if case .endless = delivery { true } else { false }
    let length = isOpen ? "" : "content-length: \(body.count)\r\n"
    var text = "HTTP/1.1 \(status) Status\r\n" + length
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    return Data((text + "\r\n").utf8)
  }

  /// What goes out at once.
  var bytes: Data {
    if let rawBytes { return rawBytes }
    return switch delivery {
    case .nothing: Data()
    case .head, .dripping, .endless, .pieces: head
    case .first(let count): head + body.prefix(count)
    case .half: head + body.prefix(body.count / 2)
    case .whole: head + body
    }
  }
}
