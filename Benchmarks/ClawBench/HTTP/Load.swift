import Dispatch
import Foundation
import Synchronization

/// One request, sent again and again over several connections at once, each with a thread.
struct Load: Sendable {
  let port: Int
  let request: WireRequest
  let connections: Int
  /// Requests of each connection, one after the other.
  let requests: Int

  /// Sends all of it. The clock runs from when all are connected.
  func run() throws -> LoadRound {
    let start = DispatchGroup()
    start.enter()
    let end = DispatchGroup()
    let results = Mutex<[Result<[Double], any Error>]>([])
    let ready = DispatchSemaphore(value: 0)
    for _ in 0..<connections {
      end.enter()
      Thread.detachNewThread {
        let result = Result { try self.waits(ready, start) }
        results.withLock { $0.append(result) }
        end.leave()
      }
    }
    for _ in 0..<connections { ready.wait() }
    let began = ContinuousClock.now
    start.leave()
    end.wait()
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    let waits = try results.withLock { try $0.flatMap { try $0.get() } }
    return LoadRound(seconds: seconds, waits: waits)
  }

  /// How long each answer of one connection took, in seconds.
  private func waits(_ ready: DispatchSemaphore, _ start: DispatchGroup) throws -> [Double] {
    let connection = Result { try WireConnection(port: port) }
    ready.signal()
    start.wait()
    return try connection.get().waits(for: request, count: requests)
  }
}

extension WireConnection {
  fileprivate func waits(for request: WireRequest, count: Int) throws -> [Double] {
    try (0..<count).map { _ in
      let asked = ContinuousClock.now
      try exchange(request)
      return (ContinuousClock.now - asked) / .seconds(1)
    }
  }
}
