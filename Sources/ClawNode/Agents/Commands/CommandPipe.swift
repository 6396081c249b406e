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

  /// What comes out of it, no faster than `body` takes it; the pipe's read end is closed with that.
  func read(_ body: (ByteBuffer) async throws -> Void) async throws {
    let channel = try await NIOPipeBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .takingOwnershipOfDescriptor(input: readEnd.rawValue) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, Never>(wrappingChannelSynchronously: channel)
        }
      }
    try await channel.executeThenClose { inbound in
      for try await buffer in inbound { try await body(buffer) }
    }
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
