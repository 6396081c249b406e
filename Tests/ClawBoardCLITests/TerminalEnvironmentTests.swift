import Testing

@testable import ClawBoardCLI

struct TerminalEnvironmentTests {
  @Test(
    arguments: [
      ([:], 25), (["SSH_CONNECTION": "1 2 3 4"], 100), (["SSH_TTY": "/dev/pts/1"], 100),
      (["SSH_TTY": "/dev/pts/1", "ESCDELAY": "40"], 40), (["ESCDELAY": "no number"], 25),
    ] as [([String: String], Int)])
  func `a lone Esc is waited on longer over SSH, unless the user says otherwise`(
    values: [String: String], delay: Int
  ) {
    #expect(TerminalEnvironment(values).escapeDelayMs == delay)
  }

  @Test(
    arguments: [
      ([:], true, "terminal"), ([:], false, "mono"), (["NO_COLOR": "1"], true, "mono"),
      (["NO_COLOR": ""], true, "terminal"),
    ] as [([String: String], Bool, String)])
  func `without a word the theme fits the terminal`(
    values: [String: String], hasColors: Bool, theme: String
  ) {
    #expect(TerminalEnvironment(values).theme(hasColors: hasColors) == theme)
  }
}
