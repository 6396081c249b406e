import ClawBoard
import Testing

@testable import ClawBoardCLI

struct TerminalEnvironmentTests {
  private func environment(
    _ values: [String: String], theme: String? = nil
  ) -> TerminalEnvironment {
    TerminalEnvironment(theme: theme, environment: values)
  }

  @Test(
    arguments: [
      ([:], 25), (["SSH_CONNECTION": "1 2 3 4"], 100), (["SSH_TTY": "/dev/pts/1"], 100),
      (["SSH_TTY": "/dev/pts/1", "ESCDELAY": "40"], 40), (["ESCDELAY": "no number"], 25),
    ] as [([String: String], Int)])
  func `a lone Esc is waited on longer over SSH, unless the user says otherwise`(
    values: [String: String], delay: Int
  ) {
    #expect(environment(values).escapeDelayMs == delay)
  }

  @Test(
    arguments: [
      ([:], true, nil, "terminal"), ([:], false, nil, "mono"),
      (["NO_COLOR": "1"], true, nil, "mono"),
      (["NO_COLOR": ""], true, nil, "terminal"), (["NO_COLOR": "1"], true, "terminal", "terminal"),
    ] as [([String: String], Bool, String?, String)])
  func `the theme fits the terminal, unless one is asked for`(
    values: [String: String], hasColors: Bool, asked: String?, theme: String
  ) {
    #expect(environment(values, theme: asked).theme(hasColors: hasColors).name == theme)
  }
}
