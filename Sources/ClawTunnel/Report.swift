import Foundation
import Synchronization

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// What a process says on its standard error, and that it has ended.
///
/// It is read when somebody wants to know. What ssh says of a connection is there before the
/// connection breaks, so whoever learns of the one finds the other.
final class Report: Sendable {
  private struct State {
    var words = SSHWords()
    var hasEnded = false
  }

  private let pipe: FileDescriptor
  private let state = Mutex(State())

  /// - Parameter pipe: is closed with this.
  init(_ pipe: FileDescriptor) {
    self.pipe = pipe
    _ = fcntl(pipe.rawValue, F_SETFL, O_NONBLOCK)
  }

  deinit { try? pipe.close() }

  func look() -> (hasEnded: Bool, words: SSHWords) {
    state.withLock { state in
      read(into: &state)
      return (state.hasEnded, state.words)
    }
  }

  func takeRefusal() -> SSHWords.Refusal? {
    state.withLock { state in
      read(into: &state)
      return state.words.takeRefusal()
    }
  }

  /// The process has gone.
  ///
  /// - Parameter remark: what is to be said of that besides what it said itself.
  func end(_ remark: String? = nil) {
    state.withLock { state in
      read(into: &state)
      if let remark { state.words.add(remark.utf8) }
      state.words.finishLine()
      state.hasEnded = true
    }
  }

  private func read(into state: inout State) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
    defer { buffer.deallocate() }
    // Ends with an error once nothing more is there for now.
    while let count = try? pipe.read(into: buffer) {
      if count == 0 {
        state.words.finishLine()
        state.hasEnded = true
        return
      }
      state.words.add(buffer[..<count])
    }
  }
}
