import ClawLink
import ClawTerminal
import Foundation

@testable import ClawBoard
@testable import ClawMirror

/// Something to look at in every size.
enum Scene: String, CaseIterable {
  case empty, board, full
  case atWork = "at-work"
  case marks, titles, nodes
  case detail, stream, agents, skills, audit
  case nodesPane = "nodes-pane"
  case stats
  case help, palette, filter, form, question
  case hiddenColumn = "hidden-column"
  case wideColumn = "wide-column"
  case attention, marked
  case cancelMany = "cancel-many"
  case retryMany = "retry-many"
  case outcome, refusal, drafts, unconfirmed, answer, options, sent
  case commands, output

  func board(_ size: Size, _ glyphs: Glyphs) -> SampleBoard {
    var board = filled(size)
    board.glyphs = glyphs
    steps(&board)
    return board
  }

  private func filled(_ size: Size) -> SampleBoard {
    switch self {
    case .empty: return SampleBoard(width: size.width, height: size.height)
    case .full, .attention, .marked, .hiddenColumn, .wideColumn: return .full(size)
    case .cancelMany, .retryMany: return .onThreeNodes(size)
    case .outcome: return .cancelled(width: size.width, height: size.height)
    case .refusal: return .refused(width: size.width, height: size.height)
    case .drafts: return .withDrafts(width: size.width, height: size.height)
    case .unconfirmed: return .withUnconfirmed(width: size.width, height: size.height)
    case .options, .sent: return .busy(width: size.width, height: size.height, user: "ann")
    case .atWork: return .atWork(width: size.width, height: size.height)
    case .marks: return .withMarks(size)
    case .titles: return .withTitles(size)
    case .commands:
      var board = SampleBoard.busy(width: size.width, height: size.height)
      board.take(commands: (try? SampleBoard.commands()) ?? [])
      return board
    case .output: return (try? .withOutput(size)) ?? .busy(width: size.width, height: size.height)
    case .nodes, .nodesPane, .agents: return .onThreeNodes(size)
    default: return .busy(width: size.width, height: size.height)
    }
  }

  private func steps(_ board: inout SampleBoard) {
    switch self {
    case .empty, .board, .full, .marks, .titles, .nodes: break
    case .outcome, .refusal, .drafts, .unconfirmed: break
    case .cancelMany: board.type("Mx")
    case .retryMany: board.type("Mt")
    case .answer:
      board.show(board.task("91bcaaaa", .waiting, title: "Choose", question: "Which schema?"))
      board.type("4iThe old one")
    case .options, .sent: write(in: &board)
    case .audit:
      board.logSamples()
      show(rawValue, in: &board)
    case .stats:
      board.count(SampleBoard.day)
      show(rawValue, in: &board)
    case .atWork:
      board.count(
        (0..<9).map { SampleBoard.Work(agent: "claude", seconds: Double($0 * 40 + 60)) },
        over: .month)
    case .detail, .stream, .agents, .skills: show(rawValue, in: &board)
    case .nodesPane: show("nodes", in: &board)
    case .help: board.type("?")
    case .palette: board.type(":so")
    case .filter: board.type("/agent:claude")
    case .form: board.type("nMake the tests green\nand say why they were not")
    case .question: board.type("3x")
    case .hiddenColumn: board.type("4-")
    case .wideColumn: board.type("3=")
    case .attention: board.type("!w")
    case .commands: board.type("3m")
    case .output: if board.model.focus == .board { board.press(.tab) }
    case .marked: board.type("3  ")
    }
  }

  /// A form with everything in it, and what of it will be sent.
  private func write(in board: inout SampleBoard) {
    board.type("nMake the tests green")
    board.press(.tab)
    board.type("large")
    board.press(.tab, .right, .right, .tab)
    board.type("team=core note=\"two words\"")
    if self == .sent { board.press(.control("t")) }
  }

  /// In the pane where there is one, else over the whole body.
  private func show(_ tab: String, in board: inout SampleBoard) {
    board.type(":tab \(tab)\n")
    if board.model.layout.pane == nil { board.type("f") } else { board.press(.tab) }
    if tab == "stream", board.model.pane.tab != .stream { board.press(.tab) }
  }
}

extension SampleBoard {
  /// More cards in every column than there is room for.
  static func full(_ size: Size) -> SampleBoard {
    var board = SampleBoard(width: size.width, height: size.height)
    let states: [TaskStatus] = [
      .pending, .planning, .running, .waiting, .completed, .failed, .cancelled,
    ]
    for (number, state) in states.enumerated() {
      for index in 0..<16 {
        board.show(
          board.task(
            "\(number)\(String(index, radix: 16))c0aaaa", state,
            title: "Task \(index) of column \(number + 1)",
            agent: ["claude", "auggie", "demo"][index % 3],
            minutes: Double((index + 1) * (number + 2)),
            progress: state == .running ? index * 6 : nil,
            message: state == .waiting ? "which schema?" : "reading files",
            error: state == .failed ? "exit status \(index)" : nil))
      }
    }
    return board
  }

  /// Every mark, and a state that only this node knows.
  static func withMarks(_ size: Size) -> SampleBoard {
    var board = SampleBoard(width: size.width, height: size.height)
    board.add(node: "real") { $0.showsProgress = false }
    board.add(node: "gone") { node in
      node.health = .silent(
        since: start.addingTimeInterval(-100), lastAnswer: start.addingTimeInterval(-130),
        reason: .unreachable(node: "gone", reason: "connection refused"))
    }
    var lost = board.task("105aaaaa", .running, title: "Lost", minutes: 9)
    lost.isLost = true
    var unseen = board.task("5eeaaaaa", .pending, title: "Unseen", minutes: 1)
    unseen.isSeen = false
    var cancelling = board.task("ca11aaaa", .running, title: "Cancelling", minutes: 4)
    cancelling.cancelAskedAt = start
    var unreadable = board.task("bad0aaaa", .running, title: "Unreadable", minutes: 6)
    unreadable.faults = TaskRecord.faultLimit
    var ended = board.task("e4dedaaa", .completed, title: "Ended after cancel", minutes: 3)
    ended.cancelAskedAt = start
    var retried = board.task("4e74aaaa", .failed, title: "Retried", minutes: 20, error: "no disk")
    retried.retriedAs = TaskID("4e75aaaa")
    board.show(
      lost, unseen, cancelling, unreadable, ended, retried,
      board.task("3043aaaa", .pending, on: "real", title: "Working", minutes: 2),
      board.task("57a1eaaa", .running, on: "gone", title: "Stale", minutes: 5),
      board.task("3a44aaaa", .cancelled, on: "real", title: "May still run", minutes: 1),
      board.task("0123aaaa", .cancelled, on: "real", title: "Outcome unknown", minutes: 90),
      board.task(
        "cafeaaaa", TaskStatus(name: NodeText("napping")), title: "Unknown state", minutes: 2))
    return board
  }

  /// Titles that are wide, joined, turned round, long, or meant to do harm.
  static func withTitles(_ size: Size) -> SampleBoard {
    var board = SampleBoard(width: size.width, height: size.height)
    let titles = [
      "認証のテストを修正する、そして説明を書く", "Deploy 👩‍👩‍👧‍👦 to 🇩🇪 with 👍🏽 and 1️⃣",
      "Cafe\u{301} Z\u{361}a\u{335}l\u{336}go",
      "תקן את בדיקות האימות", "إصلاح اختبارات المصادقة",
      "\u{1B}[2J\u{1B}]0;owned\u{07}\u{202E}evil",
      String(repeating: "long title ", count: 1000), "", "\n\n\t tabs\tand\nlines",
      "\u{200B}\u{FEFF}",
    ]
    for (index, title) in titles.enumerated() {
      let state: TaskStatus = [.running, .completed, .failed][index % 3]
      board.show(
        board.task(
          "\(index)a7e0000", state, title: title, prompt: title, agent: "克勞德", minutes: 2,
          message: title, error: state == .failed ? title : nil))
    }
    return board
  }

  /// Tasks on three nodes, one of which is silent and one still unknown.
  static func onThreeNodes(_ size: Size) -> SampleBoard {
    var board = busy(width: size.width, height: size.height)
    board.add(node: "stage") { node in
      node.health = .silent(
        since: start.addingTimeInterval(-100), lastAnswer: start.addingTimeInterval(-130),
        reason: .unreachable(node: "stage", reason: "connection refused"))
    }
    board.add(node: "lab") { $0.health = .connecting }
    board.show(
      board.task("57a6e000", .running, on: "stage", title: "Compare the schemas", minutes: 3),
      board.task("1ab00000", .waiting, on: "lab", title: "Choose a colour", message: "which?"))
    return board
  }
}
