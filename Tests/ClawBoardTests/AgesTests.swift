import Foundation
import Testing

@testable import ClawBoard

struct AgesTests {
  private let now = SampleBoard.start

  @Test(arguments: [
    (0.0, "<1m", 60.0), (59.9, "<1m", 60), (60, "1m", 120), (3599, "59m", 3600),
    (3600, "1h", 7200), (86_399, "23h", 86_400), (86_400, "1d", 172_800), (-5, "<1m", 60),
  ])
  func `coarse ages change with the minute, the hour, the day`(
    seconds: Double, text: String, changesAt: Double
  ) {
    var ages = Ages(now: now)
    let time = now.addingTimeInterval(-seconds)
    #expect(ages.coarse(since: time) == text)
    #expect(ages.nextChange == time.addingTimeInterval(changesAt))
  }

  @Test(arguments: [(0.5, "<1s", 1.0), (48.2, "48s", 49), (134, "2m14", 135), (3780, "1h03", 3840)])
  func `exact ages change with the second below an hour`(
    seconds: Double, text: String, changesAt: Double
  ) throws {
    var ages = Ages(now: now)
    #expect(ages.exact(since: now.addingTimeInterval(-seconds)) == text)
    let change = try #require(ages.nextChange)
    #expect(abs(change.timeIntervalSince(now) - (changesAt - seconds)) < 0.001)
  }

  @Test func `the earliest change counts`() {
    var ages = Ages(now: now)
    _ = ages.coarse(since: now.addingTimeInterval(-10))
    _ = ages.coarse(since: now.addingTimeInterval(-50))
    _ = ages.coarse(since: now.addingTimeInterval(-30))
    #expect(ages.nextChange == now.addingTimeInterval(10))
  }

  @Test(arguments: [(-7198.98, "-1h59"), (.infinity, "?"), (.nan, "?"), (0.02, "<1s")])
  func `odd durations can be read`(seconds: Double, text: String) {
    #expect(Ages.duration(seconds) == text)
  }

  @Test func `the time of day is that of the zone`() throws {
    let zone = try #require(TimeZone(secondsFromGMT: -5 * 3600))
    #expect(Ages.clock(now, in: .gmt) == "14:02:00")
    #expect(Ages.hourAndMinute(now, in: zone) == "09:02")
  }
}
