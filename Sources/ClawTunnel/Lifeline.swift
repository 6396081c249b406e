import Synchronization

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The end of a pipe that a process waits for: when it is let go, or we are killed, that one ends.
final class Lifeline: Sendable {
  private let pipe: Mutex<FileDescriptor?>

  init(_ pipe: FileDescriptor) {
    self.pipe = Mutex(pipe)
  }

  deinit { letGo() }

  func letGo() {
    pipe.withLock { pipe in
      try? pipe?.close()
      pipe = nil
    }
  }
}
