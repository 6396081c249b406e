import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension AsyncStream<[UInt8]> {
  /// What arrives at a descriptor, until its end or an error; the descriptor is closed then.
  ///
  /// A thread waits in `read`, so that nobody asks twice and no thread of the tests' own pool is
  /// held.
  public static func bytes(from descriptor: Int32) -> AsyncStream<[UInt8]> {
    AsyncStream { continuation in
      Thread.detachNewThread {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
          let count = read(descriptor, &buffer, buffer.count)
          if count < 0 && errno == EINTR { continue }
          guard count > 0 else { break }
          continuation.yield(Array(buffer.prefix(count)))
        }
        close(descriptor)
        continuation.finish()
      }
    }
  }
}
