import Dispatch
import Foundation
import Synchronization

/// Asks for `/health` again and again on a connection of its own, until it is stopped.
final class HealthProbe: Sendable {
  /// Between an answer and the next request, so that it is no load.
  private static let pause = 0.005

  private let isStopped = Atomic(false)
  private let longestWait = Mutex(Result<Double, any Error>.success(0))
  private let ended = DispatchSemaphore(value: 0)

  /// Begins once it has the first answer.
  init(port: Int) throws {
    let ready = DispatchSemaphore(value: 0)
    Thread.detachNewThread { [self] in
      let result = Result { try longestWait(port: port, ready) }
      longestWait.withLock { $0 = result }
      ready.signal()
      ended.signal()
    }
    ready.wait()
  }

  /// The longest wait for an answer, in seconds.
  func stop() throws -> Double {
    isStopped.store(true, ordering: .relaxed)
    ended.wait()
    return try longestWait.withLock { try $0.get() }
  }

  private func longestWait(port: Int, _ ready: DispatchSemaphore) throws -> Double {
    let connection = try WireConnection(port: port)
    try connection.exchange(.health)
    ready.signal()
    var longest = 0.0
    while !isStopped.load(ordering: .relaxed) {
      let asked = ContinuousClock.now
      try connection.exchange(.health)
      longest = max(longest, (ContinuousClock.now - asked) / .seconds(1))
      Thread.sleep(forTimeInterval: Self.pause)
    }
    return longest
  }
}
