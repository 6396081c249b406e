import Foundation
import TestSupport
import Testing

/// A board with a thousand tasks on two nodes, in a real terminal.
struct ThousandTasksTests {
  private static let agents = ["claude", "goose", "ollama"]

  /// All but the four that the nodes know of.
  private static let copies = (0..<996).map { number in
    let digits = String(number)
    let title = "Change " + String(repeating: "0", count: 4 - digits.count) + digits
    return PreparedLedger.Copy(
      // Letters, so that digits are in titles alone.
      id: title.dropFirst(7).map { String(UnicodeScalar(UInt8($0.asciiValue ?? 0) + 49)) }.joined()
        + "-task",
      title: title, agent: agents[number % agents.count],
      executionTime: Double(number * 271 % 996 + 1), age: Double(number * 617 % 996 * 60 + 300))
  }
  /// On the first of the nodes; the rest is on the second.
  private static let firstCount = 600
  private static let total = 1000

  private static func count(_ isMeant: (PreparedLedger.Copy) -> Bool) -> Int {
    copies.count(where: isMeant)
  }

  /// Runs `body` on a board of all of them, in 120 by 40.
  private func onBoard(_ body: (TmuxTerminal) async throws -> Void) async throws {
    let prod = HeldTasks(["prodlive": "running", "prodseed": "completed"])
    let stage = HeldTasks(["stagelive": "waiting", "stageseed": "failed"])
    try await MisbehavingNode.running(prod.behaviour()) { first in
      try await MisbehavingNode.running(stage.behaviour()) { second in
        let settings = """
          nodes:
          - name: prod
            baseUrl: \(first.url)
          - name: stage
            baseUrl: \(second.url)
          filters:
            late: 'agent:goose 09'

          """
        try await SettingsFile.use(settings) { file in
          let listed = try await file.run(["ls"])
          try #require(listed.status == 0, "\(listed.complaint)")
          let ledger = try PreparedLedger(state: file.state)
          try ledger.add(Array(Self.copies.prefix(Self.firstCount)), like: "prodseed")
          try ledger.add(Array(Self.copies.dropFirst(Self.firstCount)), like: "stageseed")
          var board = Program.start("--config", file.path, state: file.state)
          (board.width, board.height) = (120, 40)
          try await TmuxTerminal.run(board) { terminal in
            try await terminal.waitFor("\(Self.total) tasks")
            try await body(terminal)
            try await terminal.send("q")
            #expect(try await terminal.exitStatus() == 0)
          }
        }
      }
    }
  }

  /// Waits until all of these are on the screen: a look may come while half of it is painted.
  private func wait(for texts: [String], on terminal: TmuxTerminal) async throws {
    try await terminal.waitFor("\(texts)") { screen in texts.allSatisfy { screen.contains($0) } }
  }

  @Test func `a filter says how many are left at every letter, and Esc shows all`() async throws {
    try await onBoard { terminal in
      try await terminal.send("/")
      try await terminal.waitFor("\(Self.total) of \(Self.total)")
      var typed = ""
      for letter in "0711" {
        typed.append(letter)
        let text = typed
        let count = Self.count { $0.title.contains(text) }
        try await terminal.type(String(letter))
        // The last line is painted last.
        let screen = try await terminal.waitFor(" \(count) of \(Self.total)")
        #expect(screen.contains("hidden \(Self.total - count)"))
      }
      #expect(try await terminal.screen().contains("ahbb"))
      try await terminal.send("BSpace")
      let count = Self.count { $0.title.contains("071") }
      try await terminal.waitFor(" \(count) of \(Self.total)")
      try await terminal.send("Enter")
      try await terminal.waitUntilGone(" \(count) of \(Self.total)")
      try await wait(for: ["/071", "hidden \(Self.total - count)", "6FAILED 10"], on: terminal)
      try await terminal.send("Escape")
      try await terminal.waitUntilGone("hidden")
      try await wait(for: ["5COMPLETED 601", "6FAILED 397"], on: terminal)
      try await terminal.waitUntilGone("/071")
    }
  }

  @Test func `a saved filter is meant by its name`() async throws {
    try await onBoard { terminal in
      try await terminal.send("/")
      try await terminal.waitFor("\(Self.total) of \(Self.total)")
      try await terminal.type("@late")
      let count = Self.count { $0.agent == "goose" && $0.title.contains("09") }
      try await terminal.waitFor(" \(count) of \(Self.total)")
      try await terminal.send("Enter")
      try await wait(for: ["/@late", "hidden \(Self.total - count)"], on: terminal)
    }
  }

  @Test func `one node of two is chosen, and all again`() async throws {
    try await onBoard { terminal in
      try await terminal.send("c")
      try await terminal.waitFor("node stage")
      try await terminal.type("st")
      try await terminal.waitUntilGone("node prod")
      try await terminal.send("Enter")
      try await wait(
        for: ["on stage", "5COMPLETED 0", "6FAILED 397", "hidden 602"], on: terminal)
      try await terminal.send("c")
      try await terminal.waitFor("node prod")
      try await terminal.type("all")
      try await terminal.send("Enter")
      try await terminal.waitUntilGone("hidden")
    }
  }

  @Test func `cards are sorted by what is asked, and the other way round`() async throws {
    try await onBoard { terminal in
      try await terminal.send("5", "5", "s")
      let copies = Self.copies.prefix(Self.firstCount)
      try await terminal.waitFor("sorted by change")
      try await terminal.send("s")
      try await terminal.waitFor("sorted by agent")
      try await terminal.send("5", "5", "s")
      try await terminal.waitFor("sorted by node")
      try await terminal.send("s")
      try await terminal.waitFor("sorted by duration")
      try await terminal.send("5", "5")
      let longest = try #require(copies.max { $0.executionTime < $1.executionTime })
      try await terminal.waitFor("▌✓ \(longest.id.prefix(4))")
      try await terminal.send("S")
      try await terminal.waitFor("sorted by duration reversed")
      try await terminal.send("5", "5")
      let shortest = try #require(copies.min { $0.executionTime < $1.executionTime })
      try await terminal.waitFor("✓ \(shortest.id.prefix(4))")
      try await terminal.send("s")
      try await terminal.waitFor("sorted by age")
      try await terminal.send("5", "5")
      // The seed ended a moment ago, then what ended last.
      let newest = try #require(copies.min { $0.age < $1.age })
      try await terminal.waitFor("✓ \(newest.id.prefix(4))")
    }
  }
}
