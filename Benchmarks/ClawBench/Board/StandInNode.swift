import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A node in this process whose tasks stay as they are until they are changed by hand.
final class StandInNode: Sendable {
  let port: Int
  private let tasks: StandInTasks
  private let listener: Int32
  /// The sockets that are open.
  private let sockets = Mutex<Set<Int32>>([])

  var url: String { "http://127.0.0.1:\(port)" }

  /// Runs `body` with a node that knows so many tasks.
  static func run<Value>(
    tasks: Int, _ mix: TaskMix, _ body: (StandInNode) throws -> Value
  ) throws -> Value {
    let node = try StandInNode(StandInTasks(count: tasks, mix: mix))
    defer { node.end() }
    return try body(node)
  }

  private init(_ tasks: StandInTasks) throws {
    self.tasks = tasks
    (listener, port) = try ListeningSocket.open()
    Thread.detachNewThread { [self] in
      while true {
        let socket = accept(listener, nil, nil)
        guard socket >= 0 else { return }
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        sockets.withLock { _ = $0.insert(socket) }
        Thread.detachNewThread { [self] in serve(socket) }
      }
    }
  }

  /// The task of a number is in another state from now on.
  func change(_ number: Int, to status: String) { tasks.change(number, to: status) }

  /// Answers until the other side closes.
  private func serve(_ socket: Int32) {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      received += buffer[..<count]
      while let head = WireReplyHead(received[...]),
        received.count >= head.bodyStart + head.bodyLength
      {
        let answer = tasks.answer(to: received)
        _ = send(socket, answer, answer.count, 0)
        received.removeFirst(head.bodyStart + head.bodyLength)
      }
    }
    sockets.withLock { _ = $0.remove(socket) }
    close(socket)
  }

  /// All threads end, and close what they have.
  private func end() {
    _ = shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    sockets.withLock { for socket in $0 { _ = shutdown(socket, Int32(SHUT_RDWR)) } }
  }
}
