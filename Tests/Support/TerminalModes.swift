#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The modes of a terminal's line (termios), to be compared: after a program has ended they are
/// what they were before.
public struct TerminalModes: Equatable, Sendable {
  public let input: UInt
  public let output: UInt
  public let control: UInt
  public let local: UInt
  /// What each control character is bound to, in the system's order.
  public let characters: [UInt8]

  /// Nil if the descriptor is no terminal.
  public init?(of descriptor: Int32) {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { return nil }
    input = UInt(modes.c_iflag)
    output = UInt(modes.c_oflag)
    control = UInt(modes.c_cflag)
    local = UInt(modes.c_lflag)
    characters = withUnsafeBytes(of: modes.c_cc) { Array($0) }
  }

  /// Whether what is typed is shown by the line itself.
  public var echoes: Bool { local & UInt(ECHO) != 0 }
  /// Whether a program gets whole lines only.
  public var editsLines: Bool { local & UInt(ICANON) != 0 }
  /// Whether ^c, ^z and ^\ are signals.
  public var signals: Bool { local & UInt(ISIG) != 0 }
  /// Whether ^s and ^q stop and start the output.
  public var flowControl: Bool { input & UInt(IXON) != 0 }
}
