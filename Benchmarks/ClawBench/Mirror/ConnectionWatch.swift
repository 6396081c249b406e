import Dispatch
import Foundation
import Synchronization

/// Looks again and again how many connections a process has to a port, until it is stopped.
final class ConnectionWatch: Sendable {
  private static let pause = 0.1

  private let isStopped = Atomic(false)
  private let most = Mutex<Int?>(nil)
  private let ended = DispatchSemaphore(value: 0)

  init(process: Int32, port: Int) {
    Thread.detachNewThread { [self] in
      while !isStopped.load(ordering: .relaxed) {
        if let count = ProcessFigures.connections(of: process, to: port) {
          most.withLock { $0 = max($0 ?? 0, count) }
        }
        Thread.sleep(forTimeInterval: Self.pause)
      }
      ended.signal()
    }
  }

  /// The most at once; `nil` where the system does not tell.
  func stop() -> Int? {
    isStopped.store(true, ordering: .relaxed)
    ended.wait()
    return most.withLock { $0 }
  }
}
