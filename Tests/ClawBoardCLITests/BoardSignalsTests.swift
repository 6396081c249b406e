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

  @Test func `an interrupt that comes late is still that of who had the terminal`() {
    let flag = LentFlag()
    let end = ContinuousClock.now
    #expect(!flag.isLent(at: end))
    flag.lend()
    #expect(flag.isLent(at: end + .seconds(3600)))
    flag.takeBack(at: end)
    #expect(flag.isLent(at: end + .milliseconds(499)))
    #expect(!flag.isLent(at: end + .milliseconds(500)))
  }
}
