import Foundation
import TestSupport
import Testing

/// Nodes behind a real sshd.
@Suite(
  .timeLimit(.minutes(3)), .enabled(if: SSHServer.isWanted, "openssh-server is not installed"))
struct SSHTests {
  /// A user's settings of ssh that would all be in the way.
  private func stubborn(in folder: String) -> String {
    """
      LocalForward \(folder)/theirs localhost:1
      RemoteCommand exit 3
      RequestTTY force
      ControlMaster auto
      ControlPath \(folder)/shared-%C
      ControlPersist 600
      PermitLocalCommand yes
      LocalCommand touch \(folder)/ran
      ExitOnForwardFailure yes
      ForwardAgent yes
      IgnoreUnknown OfAnotherSystem,ForkAfterAuthentication
      OfAnotherSystem yes
      ForkAfterAuthentication yes
    """
  }

  @Test func `commands reach a port and a socket, whatever the user's ssh does besides`()
    async throws
  {
    try await FarNodes.run { far in
      let sshConfig = try await far.server.settings(more: stubborn(in: far.folder))
      let settings = try far.settings(sshConfig)
      let near = try await far.submit("Near, for 600s", to: "near", settings)
      let deep = try await far.submit("Deep, for 600s", to: "deep", settings)
      let listed = try await far.run("ls", "--config", settings)
      #expect(listed.status == 0, "\(listed.complaint)")
      #expect(listed.complaint == "")
      for (node, id) in [("near", near), ("deep", deep)] {
        let line = try Regex("(?m)^\(id)[^\t]*\t[A-Z]+\tdemo\t\(node)\t")
        #expect(listed.output.contains(line))
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: far.folder)
      #expect(!files.contains { $0.hasPrefix("theirs") || $0.hasPrefix("shared") || $0 == "ran" })
      #expect(Self.logins(with: sshConfig).isEmpty)
    }
  }

  @Test func `a board says that the way is lost, keeps its tasks, and comes back by itself`()
    async throws
  {
    try await FarNodes.run { far in
      let settings = try await far.settings(far.server.settings())
      let first = try await far.submit("First, for 600s", to: "near", settings)
      let second = try await far.submit("Second, for 600s", to: "deep", settings)
      var board = Program.start(["--config", settings], state: far.state)
      (board.width, board.height) = (120, 40)
      try await TmuxTerminal.run(board) { terminal in
        try await terminal.waitFor(first)
        try await terminal.waitFor(second)
        try await terminal.waitUntilGone("connecting")
        try await far.server.stop()
        let lost = try await terminal.waitFor("both silent") {
          $0.contains("near NO ANSWER") && $0.contains("deep NO ANSWER")
        }
        #expect(lost.contains(first))
        #expect(lost.contains(second))

        let refused = try await far.run(
          "submit", "--config", settings, "--node", "deep", "--agent", "demo", "Never sent")
        #expect(refused.status == 4)
        #expect(refused.complaint.contains("(ssh build: connect to host 127.0.0.1 port "))
        #expect(refused.complaint.contains("Connection refused)"))

        try await far.server.start()
        try await terminal.waitUntilGone("NO ANSWER")
        let third = try await far.submit("Third, for 1s", to: "deep", settings)
        let back = try await terminal.waitFor("✓ \(third)")
        #expect(!back.contains("UNCONFIRMED"))
        #expect(!back.contains("LOST"))
        try await terminal.send("q")
        #expect(try await terminal.exitStatus() == 0)
      }
    }
  }

  @Test func `no login outlives a board that is killed`() async throws {
    try await FarNodes.run { far in
      let settings = try await far.settings(far.server.settings())
      _ = try await far.submit("Seen, for 600s", to: "near", settings)
      let board = try await DoomedBoard(["--config", settings])
      try await board.showsTask()
      try await board.terminal.waitUntilGone("connecting")
      let below = processes(below: String(board.processId))
      #expect(below.count { $0.name == "ssh" } == 2)
      let folders = below.compactMap { Self.folder(of: $0.id) }
      #expect(Set(folders).count == 2)
      board.kill()
      try await waitForEnd(of: below.map(\.id))
      for folder in folders { #expect(!FileManager.default.fileExists(atPath: folder)) }
      _ = try await board.lastScreen()
    }
  }

  /// Where that ssh has its sockets.
  private static func folder(of process: Int32) -> String? {
    let words = words(of: process)
    guard words.first == "ssh", let option = words.firstIndex(of: "-S") else { return nil }
    return (String(words[option + 1]) as NSString).deletingLastPathComponent
  }

  /// Every ssh that reads these settings.
  private static func logins(with sshConfig: String) -> [Int32] {
    processes().filter { process in
      let words = words(of: process)
      return words.first == "ssh" && words.contains { $0 == sshConfig }
    }
  }

  /// What a process was started with.
  private static func words(of process: Int32) -> [Substring] {
    let line = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)
    return line?.split(separator: "\0") ?? []
  }

  @Test(
    arguments: [
      ("stranger", "known", "Permission denied (publickey)"),
      ("ann", "other known", "Host key verification failed"),
      ("ann", "not there", "Host key verification failed"),
    ])
  func `a login that is refused is one line, and nothing was sent`(
    key: String, known: String, reason: String
  ) async throws {
    try await FarNodes.run { far in
      let sshConfig = try await far.server.settings(key: key, known: known)
      let settings = try far.settings(sshConfig)
      let url = "ssh://build/http://localhost:\(far.port)"
      let line =
        "clawboard: no way to \(url) (ssh build: \(reason)): run 'ssh -F \(sshConfig) build' by "
        + "hand once\n"
      for command in [["ls"], ["submit", "--agent", "demo", "Never sent"]] {
        let outcome = try await Program.run(
          command + ["--config", settings, "--node", "near"], state: far.state)
        #expect(outcome == Program.Outcome(status: 4, output: "", complaint: line))
      }
      let cached = try await far.run("ls", "--cached", "--config", settings)
      #expect(cached == Program.Outcome(status: 0, output: "", complaint: ""))

      let board = Program.start(
        ["--config", settings, "--node", "near"], state: far.state)
      try await TmuxTerminal.run(board) { terminal in
        let screen = try await terminal.waitFor("ssh build: \(reason)")
        #expect(screen.contains(url))
      }
    }
  }

  @Test func `nobody at the far end is told as such, and a submission is not in doubt`()
    async throws
  {
    try await FarNodes.run { far in
      let sshConfig = try await far.server.settings()
      for (entry, url, reason) in [
        (#"baseUrl: "http://localhost:1""#, "http://localhost:1", "connection refused"),
        ("unix: /nowhere/claw.sock", "unix:/nowhere/claw.sock", "nobody listens there"),
      ] {
        let settings = far.folder + "/nobody.yaml"
        try "nodes: [{name: a, ssh: build, sshConfig: \(sshConfig), \(entry)}]\n"
          .write(toFile: settings, atomically: false, encoding: .utf8)
        let outcome = try await far.run(
          "submit", "--config", settings, "--agent", "demo", "Never sent")
        #expect(outcome.status == 4)
        #expect(
          outcome.complaint == "clawboard: no answer from ssh://build/\(url) (\(reason)): "
            + "start the node, or name another with --url\n")
      }
    }
  }
}
