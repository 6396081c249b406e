public import Foundation
import NIOCore
import NIOPosix

/// A connection below HTTP, to see an answer byte for byte.
public enum RawConnection {
  /// Sends a text and gives everything that comes back until the other side closes.
  public static func exchange(_ text: String, host: String = "127.0.0.1", port: Int) async throws
    -> String
  {
    String(
      decoding: try await exchange(Data(text.utf8), host: host, port: port), as: UTF8.self)
  }

  /// The same for bytes, which need not be text.
  public static func exchange(_ bytes: Data, host: String = "127.0.0.1", port: Int) async throws
    -> Data
  {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(bytes: bytes))
      var answer = Data()
      for try await part in inbound { answer.append(contentsOf: part.readableBytesView) }
      return answer
    }
  }
}
