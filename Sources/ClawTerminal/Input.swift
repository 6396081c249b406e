/// A key that was pressed.
public enum Key: Sendable, Hashable {
  case character(Character)
  /// Ctrl with a lower-case letter or one of `@ [ \ ] ^ _`.
  case control(Character)
  /// Alt with a character; `\u{7F}` with Backspace. Esc and a character that came at once are the same.
  case alt(Character)
  /// F1 is 1.
  case function(Int)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  case controlLeft, controlRight
}

/// What is done with a mouse, and at which cell.
public struct Mouse: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// The first button goes down.
    case press
    case wheelUp, wheelDown
  }

  public let kind: Kind
  public let point: Point

  public init(_ kind: Kind, at point: Point) {
    self.kind = kind
    self.point = point
  }
}

/// What comes from a terminal.
public enum Input: Sendable, Hashable {
  case key(Key)
  /// A bracketed paste, whole.
  case paste(String)
  case mouse(Mouse)
  /// The terminal is gone.
  case hangUp
}
