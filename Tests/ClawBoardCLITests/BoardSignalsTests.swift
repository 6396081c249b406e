import Testing

@testable import ClawBoardCLI

/// What signals mean for the board.
struct BoardSignalsTests {
  @Test func `an interrupt that came while the terminal was lent ends nothing`() {
    #expect(BoardSignals.ending(.interrupted, isLent: true) == nil)
    #expect(BoardSignals.ending(.interrupted, isLent: false) == .interrupted)
  }

  @Test(arguments: [ClawBoardCLI.ExitStatus.hangUp, .terminated])
  func `other signals end the board whoever has the terminal`(status: ClawBoardCLI.ExitStatus) {
    #expect(BoardSignals.ending(status, isLent: true) == status)
    #expect(BoardSignals.ending(nil, isLent: true) == nil)
  }
}
