import ClawLink
import ClawTerminal
import Foundation

@testable import ClawBoard
@testable import ClawMirror

extension SampleBoard {
  /// Two commands for every task, one for failed ones, one for none.
  static func commands() throws -> [UserCommand] {
    [
      UserCommand(
        key: "d", name: "Show the diff", text: try CommandText("git diff task/{id}"), output: .pane),
      UserCommand(
        key: "l", name: "Read the result", text: try CommandText("less {result_file}")),
      UserCommand(
        key: "r", name: "Report it", text: try CommandText("report --title {title}"),
        condition: try TaskFilter("state:failed"), output: .none),
      UserCommand(key: "h", name: "Disk space", text: try CommandText("df -h"), output: .pane),
    ]
  }

  /// The settings have these commands.
  mutating func take(commands: [UserCommand]) {
    var settings = BoardSettings()
    settings.commands = commands
    send(.preferences(settings, themes: []))
  }

  /// The command that was run says how it stands with it.
  mutating func report(
    _ run: CommandRun, _ state: CommandReport.State, _ text: String, isCut: Bool = false
  ) {
    send(.command(CommandReport(of: run, state, text: NodeText(text), isCut: isCut)))
  }

  /// With a command that has written a difference.
  static func withOutput(_ size: Size) throws -> SampleBoard {
    var board = busy(width: size.width, height: size.height)
    board.take(commands: try commands())
    for case .run(let run) in board.type("md") {
      board.report(
        run, .ended(1),
        """
        diff --git a/auth.swift b/auth.swift
        --- a/auth.swift
        +++ b/auth.swift
        @@ -1,3 +1,3 @@
         func allow(_ user: User) -> Bool {
        -  true
        +  user.attempts < 3 && user.isKnown && !user.isLocked
         }
        \u{1B}[31mred\u{1B}[0m \u{202E}turned

        """ + (1...30).map { "line \($0)\n" }.joined())
    }
    return board
  }
}
