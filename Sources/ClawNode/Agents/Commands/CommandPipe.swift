import Foundation
import NIOCore
import NIOPosix

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A pipe between the node and a program.
struct CommandPipe: Sendable {
  /// Who reads and who writes.
  let readEnd: PipeEnd
  let writeEnd: PipeEnd

  init() throws(AgentFailure) {
    do {
      (readEnd, writeEnd) = try PipeEnd.pipe()
    } catch {
      throw AgentFailure("No pipe can be made: \(error)")
    }
    for end in [readEnd, writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
  }

  /// Writes what comes, as fast as somebody reads, and closes the write end behind it.
  func write(_ texts: AsyncStream<String>) async throws {
    let channel = try await NIOPipeBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .takingOwnershipOfDescriptor(output: writeEnd.rawValue) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<Never, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    try await channel.executeThenClose { _, outbound in
      for await text in texts { try await outbound.write(ByteBuffer(string: text)) }
    }
  }
}

/// What comes out of a pipe, until nobody holds its other end, or it is let go.
struct CommandPipeReader: Sendable {
  private let channel: NIOAsyncChannel<ByteBuffer, Never>
  private let reading: Task<Void, any Error>
  /// To look at the pipe beside the channel, whose own end is closed with it.
  private let lookout: PipeEnd

  /// - Parameter take: gets what comes; who writes waits for that.
  init(
    _ pipe: CommandPipe, _ take: @escaping @Sendable (ByteBuffer) async -> Void
  ) async throws {
    let lookout = try pipe.readEnd.duplicate()
    _ = fcntl(lookout.rawValue, F_SETFD, FD_CLOEXEC)
    let channel = try await NIOPipeBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .takingOwnershipOfDescriptor(input: pipe.readEnd.rawValue) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, Never>(wrappingChannelSynchronously: channel)
        }
      }
    self.lookout = lookout
    self.channel = channel
    reading = Task {
      try await channel.executeThenClose { inbound in
        for try await buffer in inbound { await take(buffer) }
      }
    }
  }

  /// Whether there is something in the pipe that was not read yet.
  private var hasMore: Bool {
    var look = pollfd(fd: lookout.rawValue, events: Int16(POLLIN), revents: 0)
    return poll(&look, 1, 0) > 0 && look.revents & Int16(POLLIN) != 0
  }

  /// Returns when all was taken. Who has left the program's session may hold the pipe for ever:
  /// once nothing more is in it, or after some time, it is let go.
  func finish() async {
    let letting = Task {
      var looks = 0
      while hasMore, looks < 200 {
        looks += 1
        try await Task.sleep(for: .milliseconds(50))
      }
      try await Task.sleep(for: .milliseconds(200))
      // What the channel has read already is taken nevertheless.
      try await channel.channel.close()
    }
    _ = await reading.result
    letting.cancel()
    try? lookout.close()
  }
}
