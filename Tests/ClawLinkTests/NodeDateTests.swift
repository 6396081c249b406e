import ClawLink
import Foundation
import TestSupport
import Testing

struct NodeDateTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00", 0.0),
    ("1970-01-01T00:00:00.000001", 0.000_001),
    ("1970-01-01T00:00:01.5", 1.5),
    ("1970-01-01T00:00:01.500Z", 1.5),
    ("2026-01-01T00:00:00", 1_767_225_600.0),
    ("2026-01-01T00:00:00Z", 1_767_225_600.0),
    ("1969-12-31T23:59:59.250000", -0.75),
  ])
  func `a node's date is UTC, with a fraction or without`(text: String, seconds: Double) throws {
    let date = try #require(NodeDate(text)).date
    #expect(abs(date.timeIntervalSince1970 - seconds) < 0.000_000_5)
  }

  @Test(arguments: [
    "", "yesterday", "2026-01-01", "2026-01-01T00:00:00.", "2026-01-01T00:00:00.1e3",
    "2026-01-01T00:00:00.-5", "2026-13-01T00:00:00", "2026-01-01T00:00:00.٣",
  ])
  func `anything else is no date`(text: String) {
    #expect(NodeDate(text) == nil)
  }

  @Test(arguments: [
    "2026-11-21T03:55:15.519269", "2026-11-21T03:55:15.000001", "2026-01-01T00:00:00",
    "2026-01-01T00:00:00.100000", "1969-12-31T23:59:59.250000",
  ])
  func `a date is written as the node writes it`(text: String) throws {
    #expect(try #require(NodeDate(text)).text == text)
  }

  @Test func `a whole second has no fraction`() throws {
    let exchange = try RecordedExchange.named("session-whole-second")
    let session = try exchange.response.decoded(as: SessionInfo.self)
    #expect(session.createdAt.date == Date(timeIntervalSince1970: 1_767_225_600))
    #expect(session.createdAt.text == "2026-01-01T00:00:00")
  }

  @Test func `a text that is no date does not decode`() {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(NodeDate.self, from: Data(#""soon""#.utf8))
    }
  }
}
