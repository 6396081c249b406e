import CNcurses

/// What a program that prints lines needs to know of a terminal.
public enum TerminalLine {
  /// Columns of the terminal behind a descriptor; `nil` where there is none, or it does not say.
  public static func columns(of descriptor: Int32) -> Int? {
    let columns = Int(claw_columns(descriptor))
    return columns > 0 ? columns : nil
  }

  /// Whether signs beyond ASCII may be written: the locale of the environment is UTF-8.
  public static var isUnicode: Bool { claw_set_locale() }
}
