import Foundation
import NIOCore
import NIOPosix

/// A unix socket that takes every connection and closes it at once, as a tunnel does whose far end is
/// refused.
public enum BreakingSocket {
  /// Runs `body` with its path.
  public static func running<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: (_ path: String) async throws -> Value
  ) async throws -> Value {
    try await TemporaryFolder.use { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      let path = folder.path + "/node"
      let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelInitializer { $0.close() }
        .bind(unixDomainSocketPath: path).get()
      do {
        let value = try await body(path)
        try await server.close()
        return value
      } catch {
        try await server.close()
        throw error
      }
    }
  }
}
