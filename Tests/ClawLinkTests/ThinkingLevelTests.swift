import ClawLink
import Testing

struct ThinkingLevelTests {
  private static let spellings: [ThinkingLevel: [String]] = [
    .off: ["off"],
    .minimal: ["minimal", "min", "think"],
    .low: ["low", "on", "enable", "think-hard"],
    .medium: ["medium", "med", "mid", "think-harder"],
    .high: ["high", "highest", "ultra", "ultrathink", "max"],
    .xhigh: ["xhigh", "x-high", "extra-high"],
  ]

  @Test(arguments: ThinkingLevel.allCases)
  func `a level has its name and CoderClaw's other spellings, in any case`(
    level: ThinkingLevel
  ) throws {
    for spelling in try #require(Self.spellings[level]) {
      #expect(try ThinkingLevel(parsing: spelling) == level)
      #expect(try ThinkingLevel(parsing: spelling.uppercased()) == level)
    }
  }

  @Test func `levels go from off to xhigh`() {
    #expect(
      ThinkingLevel.allCases.map(\.rawValue)
        == ["off", "minimal", "low", "medium", "high", "xhigh"])
  }

  @Test(arguments: ["", "deep", " high", "lo", "think harder"])
  func `another word is refused with the list`(text: String) {
    let error = ClawLinkError.configuration(
      key: "thinking",
      problem: "'\(text)' is no level: use one of off, minimal, low, medium, high, xhigh")
    #expect(throws: error) { try ThinkingLevel(parsing: text) }
  }

  @Test func `a word with controls in it is shown cleaned`() throws {
    let error = try #require(throws: ClawLinkError.self) { try ThinkingLevel(parsing: "\u{1B}[2J") }
    #expect("\(error)".hasPrefix("thinking: '^[[2J' is no level"))
  }
}
