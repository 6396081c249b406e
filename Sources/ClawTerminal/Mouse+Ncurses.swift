import CNcurses

extension Mouse {
  init(_ input: claw_input) {
    let kind: Kind =
      switch Int(input.code) {
      case CLAW_MOUSE_WHEEL_UP: .wheelUp
      case CLAW_MOUSE_WHEEL_DOWN: .wheelDown
      default: .press
      }
    self.init(kind, at: Point(column: Int(input.column), row: Int(input.row)))
  }
}
