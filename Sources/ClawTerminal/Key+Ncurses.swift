import CNcurses

extension Key {
  /// A scalar as the terminal sends it in raw mode.
  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x09: self = .tab
    case 0x0D: self = .enter
    case 0x1B: self = .escape
    case 0x08, 0x7F: self = .backspace
    case 0x01..<0x1B: self = .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
    case 0x00, 0x1C..<0x20:
      self = .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x40)))
    default: self = .character(Character(scalar))
    }
  }

  /// What came together with an Esc.
  init?(alt code: UInt32) {
    guard let scalar = Unicode.Scalar(code) else { return nil }
    self = .alt(code == 0x08 ? "\u{7F}" : Character(scalar))
  }

  /// A key that is no character; `nil` for one that we have no use for.
  init?(code: Int) {
    switch code {
    case CLAW_KEY_UP: self = .up
    case CLAW_KEY_DOWN: self = .down
    case CLAW_KEY_LEFT: self = .left
    case CLAW_KEY_RIGHT: self = .right
    case CLAW_KEY_HOME: self = .home
    case CLAW_KEY_END: self = .end
    case CLAW_KEY_PAGE_UP: self = .pageUp
    case CLAW_KEY_PAGE_DOWN: self = .pageDown
    case CLAW_KEY_BACKSPACE: self = .backspace
    case CLAW_KEY_DELETE: self = .delete
    case CLAW_KEY_BACK_TAB: self = .backTab
    case CLAW_KEY_ENTER: self = .enter
    case CLAW_KEY_CONTROL_LEFT: self = .controlLeft
    case CLAW_KEY_CONTROL_RIGHT: self = .controlRight
    case (CLAW_KEY_FUNCTION + 1)...(CLAW_KEY_FUNCTION + 63):
      self = .function(code - CLAW_KEY_FUNCTION)
    default: return nil
    }
  }
}
