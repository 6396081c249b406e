#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Columns and rows.
struct TerminalSize {
  let width: UInt16
  let height: UInt16

  static let usual = TerminalSize(width: 120, height: 40)
}

/// Our side of a pseudo terminal.
final class TerminalLine {
  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 65_536)
  /// Nobody is at the other side any more.
  private(set) var isHungUp = false

  /// - Returns: our side, and the descriptor of the other one, which is the caller's.
  static func open(_ size: TerminalSize) throws -> (TerminalLine, programSide: Int32) {
    var (ours, programs): (Int32, Int32) = (-1, -1)
    var window = winsize(
      ws_row: size.height, ws_col: size.width, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ours, &programs, nil, nil, &window) == 0 else {
      throw BenchFault.noTerminal(String(cString: strerror(errno)))
    }
    for side in [ours, programs] { _ = fcntl(side, F_SETFD, FD_CLOEXEC) }
    return (TerminalLine(descriptor: ours), programs)
  }

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  func write(_ keys: String) {
    let bytes = Array(keys.utf8)
    #if canImport(Glibc)
      _ = Glibc.write(descriptor, bytes, bytes.count)
    #else
      _ = Darwin.write(descriptor, bytes, bytes.count)
    #endif
  }

  /// What is there, or comes first within so many seconds; `nil` for nothing.
  func read(within seconds: Double) -> ArraySlice<UInt8>? {
    if isHungUp || Self.ready([self], within: seconds).isEmpty { return nil }
    #if canImport(Glibc)
      let count = Glibc.read(descriptor, &buffer, buffer.count)
    #else
      let count = Darwin.read(descriptor, &buffer, buffer.count)
    #endif
    isHungUp = count <= 0
    return isHungUp ? nil : buffer[..<count]
  }

  /// Waits until one of several has something to read, or so many seconds: those that have.
  static func ready(_ lines: [TerminalLine], within seconds: Double) -> [Int] {
    var polled = lines.map {
      pollfd(fd: $0.isHungUp ? -1 : $0.descriptor, events: Int16(POLLIN), revents: 0)
    }
    // A wait that is too short would end at once, again and again.
    let milliseconds = Int32((seconds * 1000).rounded(.up))
    guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return [] }
    return polled.indices.filter { polled[$0].revents != 0 }
  }
}
