import Foundation
import TestSupport
import Testing

/// A stream of three thousand lines while more of them come, in a real terminal.
struct StreamAtWorkTests {
  private static let talker = "aaaa1111"
  private static let others = (0..<30).map { "b0\($0 + 10)2222" }
  /// Where there is something to find.
  private static let found = [500, 1500, 2500]

  private static var said: [(task: String, text: String)] {
    (1...2940).map { number in
      (others[number % others.count], (found.contains(number) ? "needle " : "step ") + "\(number)")
    }
  }

  /// A node that a board in a real terminal looks at.
  private struct Scene {
    let node: MisbehavingNode
    let terminal: TmuxTerminal
    let ledger: PreparedLedger
    let folder: String
    var tasks: HeldTasks

    /// The selected task says something new.
    mutating func say(_ text: String) throws {
      tasks.messages[talker] = text
      node.behave(try tasks.behaviour())
    }

    /// The rows of the stream.
    func rows() async throws -> [String] {
      StreamAtWorkTests.rows(of: try await terminal.screen())
    }

    /// The lines that there are.
    func lineCount() throws -> Int {
      try LedgerFile(path: ledger.path).tasks.map(\.historyCount).reduce(0, +)
    }
  }

  /// What stands below the rule and above the footer.
  private static func rows(of screen: String) -> [String] {
    screen.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3).dropLast()
      .map(String.init)
  }

  /// Runs `body` with a board whose stream is open and follows.
  private func onStream(_ body: (inout Scene) async throws -> Void) async throws {
    var tasks = HeldTasks([Self.talker: "running"])
    tasks.ages[Self.talker] = 60
    for other in Self.others { tasks.states[other] = "running" }
    let held = tasks
    try await MisbehavingNode.running(held.behaviour()) { node in
      try await SettingsFile.use("") { file in
        let first = try await Program.run("ls", "--url", node.url, state: file.state)
        try #require(first.status == 0, "\(first.complaint)")
        let ledger = try PreparedLedger(state: file.state)
        try ledger.say(Self.said)
        var board = Program.start(
          "--url", node.url, "--poll-interval-ms", "100", state: file.state)
        board.directory = file.folder
        board.environment["PAGER"] =
          "wc -l > \(file.folder)/counted; echo PAGING; read line < /dev/tty"
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("▌● \(Self.talker.prefix(4))")
          try await terminal.send("o")
          try await terminal.waitFor("step 2940")
          var scene = Scene(
            node: node, terminal: terminal, ledger: ledger, folder: file.folder, tasks: held)
          try await body(&scene)
          try await terminal.send("q")
          #expect(try await terminal.exitStatus() == 0)
        }
      }
    }
  }

  @Test func `it stays where it is read, tells what is new, and follows again`() async throws {
    try await onStream { scene in
      let terminal = scene.terminal
      try await terminal.waitFor("following")
      try scene.say("first live line")
      try await terminal.waitFor("first live line")
      try await terminal.send("C-u", "k")
      try await terminal.waitFor("paused")
      let rows = try await scene.rows()
      for number in 1...20 {
        try scene.say("live line \(number)")
        try await terminal.waitFor("paused, \(number) new below: F follows")
        #expect(try await scene.rows() == rows)
      }
      try await terminal.send("F")
      try await terminal.waitFor("the newest line at the end") { screen in
        screen.contains("following")
          && Self.rows(of: screen).last?.hasSuffix("live line 20") == true
      }
      try scene.say("live line 21")
      try await terminal.waitFor("live line 21")
    }
  }

  @Test func `a search goes through all of it, and round`() async throws {
    try await onStream { scene in
      let terminal = scene.terminal
      try await terminal.send("/")
      try await terminal.waitFor("Enter goes there")
      try await terminal.type("needle")
      try await terminal.send("Enter")
      try await terminal.waitFor("needle 2500")
      let steps = [
        ("n", "needle 1500"), ("n", "needle 500"), ("N", "needle 1500"), ("N", "needle 2500"),
        ("N", "needle 500"),
      ]
      for (key, line) in steps {
        try await terminal.send(key)
        try await terminal.waitFor("\(line), and that it is paused") { screen in
          screen.contains("paused") && screen.contains(line)
        }
      }
      try await terminal.waitFor("from the oldest again")
    }
  }

  @Test func `a file and the pager get every line`() async throws {
    try await onStream { scene in
      let terminal = scene.terminal
      let count = try scene.lineCount()
      #expect(count >= 3000)
      try await terminal.send("C-u", "s")
      try await terminal.waitFor(" a file")
      try await terminal.send("C-u")
      try await terminal.type("kept.txt")
      try await terminal.send("Enter")
      try await terminal.waitFor("saved \(count) lines to kept.txt")
      let text = try String(contentsOfFile: scene.folder + "/kept.txt", encoding: .utf8)
      let ends = text.split(separator: "\n").filter { $0.contains("step") || $0.contains("needle") }
        .map { $0.split(separator: " ").suffix(2).joined(separator: " ") }
      #expect(ends == Self.said.map(\.text))

      try await terminal.send("p")
      try await terminal.waitFor("PAGING")
      try await terminal.send("Enter")
      try await terminal.waitFor("paused")
      let counted = try String(contentsOfFile: scene.folder + "/counted", encoding: .utf8)
      #expect(counted.split(separator: "\n").first.flatMap { Int($0) } == count)
    }
  }

  @Test func `lines are wrapped, without times and of one task when asked`() async throws {
    try await onStream { scene in
      let terminal = scene.terminal
      let long = "a long line that goes on and on and on beyond the edge of the screen to its end"
      try scene.say(long)
      try await terminal.waitFor("a long line")
      try await terminal.waitUntilGone("its end")
      try await terminal.send("w")
      try await terminal.waitFor("its end")
      try await terminal.send("w")
      try await terminal.waitUntilGone("its end")

      try await terminal.send("T")
      try await terminal.waitFor("no time in any row") { screen in
        Self.rows(of: screen).allSatisfy { $0.firstMatch(of: /\d\d:\d\d:\d\d/) == nil }
      }
      try await terminal.send("T", "e")
      try await terminal.waitFor("lines of one task alone") { screen in
        screen.contains("only aaaa") && screen.contains("a long line") && !screen.contains("step")
      }
      try await terminal.send("e")
      try await terminal.waitFor("step 2940")
    }
  }
}
