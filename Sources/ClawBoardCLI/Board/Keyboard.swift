@preconcurrency import Dispatch

/// Says when the terminal has input, once until it has been read.
final class Keyboard: Sendable {
  private let source: any DispatchSourceRead
  /// Holds the keyboard's queue until the input is read: the source would fire again and again.
  private let hasBeenRead = DispatchSemaphore(value: 0)

  /// - Parameter onInput: called on a queue of the keyboard's own.
  init(descriptor: Int32, onInput: @escaping @Sendable () -> Void) {
    source = DispatchSource.makeReadSource(
      fileDescriptor: descriptor, queue: DispatchQueue(label: "keyboard"))
    source.setEventHandler { @Sendable [hasBeenRead] in
      onInput()
      hasBeenRead.wait()
    }
    source.activate()
  }

  /// To be called when the input has been read.
  func listen() {
    hasBeenRead.signal()
  }

  /// No input is said any more.
  func close() {
    source.cancel()
    hasBeenRead.signal()
  }
}
