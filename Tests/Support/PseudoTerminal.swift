import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A terminal without a screen, in this process: a program's side, whose descriptor is given to
/// what draws, and ours, which types and reads what was drawn.
///
/// It is nobody's controlling terminal: no signals come of it.
public final class PseudoTerminal: Sendable {
  /// The side of the program. It closes with the terminal.
  public let programSide: Int32

  /// Ours; nil after a hang-up.
  private let line: Mutex<TerminalLine?>

  /// What is written behind the program's output to know where that ends: no terminal has such a
  /// sequence, and no output mode changes it.
  private static let fence = Array("\u{1}fence\u{2}".utf8)

  public init(width: Int = 80, height: Int = 24) throws {
    var (ours, programs): (Int32, Int32) = (-1, -1)
    var size = Self.windowSize(width, height)
    guard openpty(&ours, &programs, nil, nil, &size) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    for side in [ours, programs] { _ = fcntl(side, F_SETFD, FD_CLOEXEC) }
    programSide = programs
    line = Mutex(try TerminalLine(descriptor: ours))
  }

  deinit {
    hangUp()
    close(programSide)
  }

  /// The modes of the line as they are now.
  public var modes: TerminalModes? { TerminalModes(of: programSide) }

  /// Sets the window size that the program is told when it asks. No SIGWINCH comes of it.
  public func resize(width: Int, height: Int) {
    var size = Self.windowSize(width, height)
    _ = ioctl(programSide, UInt(TIOCSWINSZ), &size)
  }

  /// Types: what is written here the program reads, after the line's modes.
  public func write(_ keys: String) {
    write(Array(keys.utf8))
  }

  /// Types bytes that need not be text.
  public func write(_ bytes: [UInt8]) {
    line.withLock { line in
      if let line { writeAll(bytes, to: line.descriptor) }
    }
  }

  /// Takes all that the program wrote (and the line echoed) since the last call. Nothing that was
  /// written before the call is missed, although a system hands it over late.
  public func readAvailable() -> [UInt8] {
    line.withLock { line in
      line?.take(until: Self.fence) { writeAll(Self.fence, to: programSide) } ?? []
    }
  }

  /// The line stalls: what the program writes is taken no more, until its writes block. Only
  /// ``readAvailable()`` takes something again, once for each call.
  public func stall() {
    line.withLock { $0?.stopReading() }
  }

  /// The line drops: the program reads an end or an error from now on.
  public func hangUp() {
    line.withLock { line in
      guard let open = line else { return }
      // A thread that waits on the descriptor would keep the line up.
      open.stopReading()
      close(open.descriptor)
      line = nil
    }
  }

  private static func windowSize(_ width: Int, _ height: Int) -> winsize {
    winsize(
      ws_row: UInt16(clamping: height), ws_col: UInt16(clamping: width), ws_xpixel: 0,
      ws_ypixel: 0)
  }
}

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { return }
    rest = rest.dropFirst(count)
  }
}
