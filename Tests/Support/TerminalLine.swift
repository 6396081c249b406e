import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Our side of a pseudo-terminal, from which a thread takes what arrives, so that whoever draws on
/// the other side never waits: a system holds only some kilobytes (8 on Linux) that nobody reads.
final class TerminalLine: Sendable {
  let descriptor: Int32

  /// What has arrived and was not taken. Who holds it may read the descriptor, and nobody else.
  private let arrived = Mutex<[UInt8]>([])
  private let isReading = Mutex(true)
  private let stopSignal: SocketPair
  private let stopped = DispatchSemaphore(value: 0)

  init(descriptor: Int32) throws {
    self.descriptor = descriptor
    stopSignal = try SocketPair()
    Thread.detachNewThread { self.readUntilStopped() }
  }

  private func readUntilStopped() {
    var ready = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: stopSignal.childs, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&ready, 2, -1) >= 0 || errno == EINTR {
      if ready[1].revents != 0 { break }
      arrived.withLock { $0 += Self.readWhatIsThere(descriptor) }
    }
    stopped.signal()
  }

  /// From now on nothing is taken until somebody asks. Returns once that is so; may be repeated.
  func stopReading() {
    isReading.withLock { isReading in
      guard isReading else { return }
      isReading = false
      close(stopSignal.ours)
      stopped.wait()
      close(stopSignal.childs)
    }
  }

  /// Takes all that arrived before a mark, and has the mark written first.
  func take(until mark: [UInt8], write: () -> Void) -> [UInt8] {
    arrived.withLock { arrived in
      // What is there already is taken first, so that there is room for the mark.
      arrived += Self.readWhatIsThere(descriptor)
      write()
      while !arrived.suffix(mark.count).elementsEqual(mark) {
        guard let more = Self.readSome(descriptor) else { break }
        arrived += more
      }
      let taken = arrived
      arrived = []
      return taken.suffix(mark.count).elementsEqual(mark) ? taken.dropLast(mark.count) : taken
    }
  }

  private static func readWhatIsThere(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&ready, 1, 0) == 1, ready.revents & Int16(POLLIN) != 0,
      let more = readSome(descriptor)
    {
      bytes += more
    }
    return bytes
  }

  /// Waits for at least one byte; nil at the end.
  private static func readSome(_ descriptor: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      return count > 0 ? Array(buffer.prefix(count)) : nil
    }
  }
}
