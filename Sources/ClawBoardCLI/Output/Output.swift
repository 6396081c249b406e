import ClawTerminal
import Foundation

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

  /// Writes as it is.
  static func text(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        giveUp(errno)
      }
    }
  }

  /// Nobody reads on, as behind `| head -1`: then every program ends, by this signal. The network
  /// library turns it off.
  private static func giveUp(_ reason: Int32) -> Never {
    if reason == EPIPE {
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    }
    Main.complain("standard output cannot be written: \(String(cString: strerror(reason)))")
    _exit(ExitStatus.ownFault.rawValue)
  }
}
