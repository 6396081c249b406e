import Dispatch
import Foundation
import Synchronization

/// The lines that another process says, read as they come: it never waits for a reader.
final class LineQueue: Sendable {
  private let lines = Mutex<[String]>([])
  private let waiting = DispatchSemaphore(value: 0)

  init(_ output: Pipe) {
    let descriptor = dup(output.fileHandleForReading.fileDescriptor)
    Thread.detachNewThread { [self] in
      guard let file = fdopen(descriptor, "r") else { return }
      defer { fclose(file) }
      var line: UnsafeMutablePointer<CChar>?
      var capacity = 0
      defer { free(line) }
      while getline(&line, &capacity, file) > 0, let line {
        let text = String(cString: line).trimmingCharacters(in: .newlines)
        lines.withLock { $0.append(text) }
        waiting.signal()
      }
      waiting.signal()
    }
  }

  /// The next line, or `nil` when none comes in so many seconds, or at all.
  func next(within seconds: Double) -> String? {
    guard waiting.wait(timeout: .now() + seconds) == .success else { return nil }
    return lines.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }
}
