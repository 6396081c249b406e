import ClawTerminal
import Foundation

#if canImport(Glibc)
  import Glibc
  private let systemWrite = Glibc.write
#else
  import Darwin
  private let systemWrite = Darwin.write
#endif

/// Standard output: what a command was asked for. Everything else goes to standard error.
enum Output {
  /// Columns of the terminal that reads it; `nil` where a file or another program does.
  static let width: Int? =
    isatty(STDOUT_FILENO) == 1 ? TerminalLine.columns(of: STDOUT_FILENO) ?? 80 : nil

  /// The same of standard error, where questions are asked.
  static let errorWidth: Int? =
    isatty(STDERR_FILENO) == 1 ? TerminalLine.columns(of: STDERR_FILENO) ?? 80 : nil

  /// Writes a line at once: who reads it may be waiting.
  static func line(_ text: String) {
    self.text(text + "\n")
  }

  static func lines(_ lines: [String]) {
    if !lines.isEmpty { line(lines.joined(separator: "\n")) }
  }

  /// Prints something in one of its two forms.
  static func show(
    _ value: @autoclosure () throws -> some Encodable, asJSON: Bool,
    else lines: @autoclosure () -> [String]
  ) throws {
    if asJSON { line(try JSONOutput.text(value())) } else { self.lines(lines()) }
  }

  /// Writes as it is.
  static func text(_ text: String) {
    guard let reason = write(text, to: STDOUT_FILENO) else { return }
    if reason == EPIPE { endUnread() }
    Main.complain("standard output cannot be written: \(String(cString: strerror(reason)))")
    _exit(ExitStatus.ownFault.rawValue)
  }

  /// Writes to standard error. Where that cannot be, the work is done all the same.
  static func remark(_ text: String) {
    if write(text, to: STDERR_FILENO) == EPIPE { endUnread() }
  }

  /// - Returns: why not all was written.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }

  /// Nobody reads on, as behind `| head -1`: then every program ends, by this signal. The network
  /// library turns it off.
  private static func endUnread() {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
  }
}

extension Output {
  /// Standard streams that were closed stay so: what is opened next must not be taken for one of
  /// them, and get what is printed.
  static func holdStreams() {
    for (stream, mode) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY),
    ] where fcntl(stream, F_GETFD) < 0 {
      // The lowest free number is the one that is wanted.
      _ = open("/dev/null", mode)
    }
  }

  /// Ends the program when nobody reads its standard output any more, for a command that may have
  /// nothing to print for long, as behind `| head -1`.
  static func endWhenUnread() {
    Thread.detachNewThread {
      var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
      while poll(&output, 1, -1) >= 0 || errno == EINTR {
        guard output.revents != 0 else { continue }
        // A terminal that goes sends a signal of its own.
        if output.revents & Int16(POLLERR) != 0 { endUnread() }
        return
      }
    }
  }
}
