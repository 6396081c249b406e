import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// The user's own commands on the board.
struct UserCommandTests {
  private func board(width: Int = 80, height: Int = 24) throws -> SampleBoard {
    var board = SampleBoard.busy(width: width, height: height)
    board.take(commands: try SampleBoard.commands())
    return board
  }

  /// The runs that keys lead to.
  private func runs(_ keys: String, _ board: inout SampleBoard) -> [CommandRun] {
    board.type(keys).compactMap { effect in
      if case .run(let run) = effect { run } else { nil }
    }
  }

  @Test func `without commands it is said where they are listed`() {
    var board = SampleBoard.busy()
    board.type("m")
    #expect(board.model.overlay == nil)
    #expect(
      board.lines.last
        == " no commands of yours yet: list them in the settings, under commands")
  }

  @Test func `the menu lists them all, and says which are not for this task`() throws {
    var board = try board()
    board.type("m")
    #expect(
      board.lines.suffix(6).joined(separator: "\n") == """
        ─ Your commands ────────────────────────────────────────────────────────────────
         d  Show the diff
         l  Read the result
         r  Report it  not for this task
         h  Disk space
         Esc back
        """)
  }

  @Test func `what a node wrote is in no script, and cleaned`() throws {
    var board = SampleBoard()
    let command = UserCommand(
      key: "a", name: "All",
      text: try CommandText("{id} {node} {agent} {state} {title} {prompt_file} {result_file}"))
    board.take(commands: [command])
    board.show(
      board.task(
        "1d'\u{1B}", .failed, title: "\"$(x)\"\n`y`\u{202E}", prompt: "Two\nlines",
        agent: "-rf 'z", result: "Done\u{1B}[2J"))
    board.type("6")
    let run = try #require(runs("ma", &board).first)
    #expect(
      run.variables == [
        "CLAW_TASK_ID": "1d'^[", "CLAW_TASK_NODE": "prod", "CLAW_TASK_AGENT": "-rf 'z",
        "CLAW_TASK_STATE": "failed", "CLAW_TASK_TITLE": "\"$(x)\" `y`<202e>",
      ])
    #expect(
      run.files == [
        "CLAW_TASK_PROMPT_FILE": "Two\nlines", "CLAW_TASK_RESULT_FILE": "Done^[[2J",
      ])
    #expect(run.script == command.text.script)
  }

  @Test func `one that is not for this task is not run, and says for which it is`() throws {
    var board = try board()
    board.type("3")
    #expect(runs("mr", &board).isEmpty)
    #expect(
      board.lines.last == " Report it is not for this task: it is for state:failed")
    board.type("6")
    #expect(runs("mr", &board).count == 1)
  }

  @Test func `without a task only those run that need none`() throws {
    var board = SampleBoard()
    board.take(commands: try SampleBoard.commands())
    #expect(runs("md", &board).isEmpty)
    #expect(board.lines.last == " Show the diff is for a task: select one")
    #expect(runs("mh", &board).map(\.name) == ["Disk space"])
  }

  @Test func `the palette runs one by its name`() throws {
    var board = try board()
    #expect(runs(":command Read the result\n", &board).map(\.name) == ["Read the result"])
    #expect(runs(":command Fly\n", &board).isEmpty)
    board.type(":command\n")
    #expect(board.lines.last?.hasPrefix(" :command ") == true)
  }

  @Test func `Esc and any other letter run nothing`() throws {
    var board = try board()
    board.type("m")
    board.press(.escape)
    #expect(board.model.overlay == nil)
    #expect(runs("mz", &board).isEmpty)
  }

  // MARK: What it writes

  @Test func `the tab Output is there once a command has run, and shows how it stands`() throws {
    var board = try board()
    #expect(!board.screen.contains("Output"))
    board.type("3")
    let run = try #require(runs("md", &board).first)
    #expect(board.model.pane.tab == .output)
    #expect(board.screen.contains("Show the diff  is running"))
    board.report(run, .running, "half of it\n")
    #expect(board.screen.contains("half of it"))
    #expect(board.screen.contains("Show the diff  is running"))
    board.report(run, .ended(0), "all of it\n")
    #expect(board.screen.contains("Show the diff  exit status 0"))
    #expect(board.screen.contains("all of it"))
  }

  @Test func `where there is no pane it opens one`() throws {
    var board = try board()
    board.type("d")
    #expect(board.model.layout.pane == nil)
    _ = runs("mh", &board)
    #expect(board.screen.contains("Disk space  is running"))
    var small = try self.board(width: 40, height: 12)
    _ = runs("mh", &small)
    #expect(small.screen.contains("Disk space  is running"))
  }

  @Test func `a new run takes the place of the one before`() throws {
    var board = try board()
    board.type("3")
    let first = try #require(runs("md", &board).first)
    let second = try #require(runs("md", &board).first)
    board.report(first, .ended(143), "of the first")
    #expect(!board.screen.contains("of the first"))
    board.report(second, .failed("not started: no room"), "")
    #expect(board.screen.contains("Show the diff  not started: no room"))
  }

  @Test func `its text is scrolled, searched and handed over`() throws {
    var board = try SampleBoard.withOutput(Size(width: 80, height: 24))
    board.press(.tab)
    board.type("/line 9\n")
    #expect(board.screen.contains("line 9"))
    #expect(!board.screen.contains("exit status"))
    board.type("g")
    #expect(board.screen.contains("exit status 1"))
    guard case .page(let text)? = board.type("p").first else {
      Issue.record("nothing to page")
      return
    }
    #expect(text.contains("line 30"))
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
  }

  @Test func `what was left out is said`() throws {
    var board = try board()
    board.type("3")
    let run = try #require(runs("md", &board).first)
    board.report(run, .ended(0), "the end", isCut: true)
    #expect(board.screen.contains("It wrote more: the last 64 KiB are kept."))
  }

  @Test func `of one without output only a failure is said`() throws {
    var board = try board()
    board.type("6")
    let run = try #require(runs("mr", &board).first)
    board.report(run, .ended(0), "well done\n")
    #expect(board.model.notice == nil)
    board.report(run, .ended(2), "trying\n\u{1B}no such report\n\n")
    #expect(board.lines.last == " Report it: exit status 2: ^[no such report")
    board.report(run, .failed("not started: no room"), "")
    #expect(board.lines.last == " Report it: not started: no room")
    #expect(!board.screen.contains("Output"))
  }

  @Test func `a view that was left at Output begins at Detail`() throws {
    let board = try SampleBoard.withOutput(Size(width: 80, height: 24))
    let model = Model(
      size: Size(width: 80, height: 24), timeZone: .gmt, now: SampleBoard.start,
      view: board.model.savedView)
    #expect(model.pane.tab == .detail)
  }

  @Test func `commands that change in the settings change in the menu`() throws {
    var board = try board()
    board.take(commands: [
      UserCommand(key: "z", name: "Another", text: try CommandText("true"), output: .none)
    ])
    #expect(runs("mh", &board).isEmpty)
    board.press(.escape)
    #expect(runs("mz", &board).map(\.name) == ["Another"])
  }
}
