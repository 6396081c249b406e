import Dispatch
import Foundation
import Synchronization

/// What happens when the benchmark is interrupted: no child outlives it, and no folder.
enum Interruption {
  private static let children = Mutex<[Int32: String]>([:])

  /// Remembers a child and the folder that goes with it.
  static func add(_ child: Int32, folder: String) { children.withLock { $0[child] = folder } }

  static func remove(_ child: Int32) { children.withLock { _ = $0.removeValue(forKey: child) } }

  /// Runs `body`, ready for an interruption.
  static func guarding<Value>(_ body: () throws -> Value) rethrows -> Value {
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { end(number) }
      source.resume()
      return source
    }
    return try withExtendedLifetime(sources) { try body() }
  }

  private static func end(_ number: Int32) {
    children.withLock { children in
      for (child, folder) in children {
        kill(child, SIGKILL)
        try? FileManager.default.removeItem(atPath: folder)
      }
      // Still locked: whoever misses its node now waits here, and complains about nothing.
      exit(128 + number)
    }
  }
}
