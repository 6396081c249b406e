#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How many cells a line of standard output has.
enum TerminalWidth {
  /// `nil` where it is no terminal.
  static var ofStandardOutput: Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }
}
