import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawBoard
@testable import ClawBoardCLI
@testable import ClawMirror

/// The user's own commands in a shell.
struct BackgroundCommandTests {
  /// What a node may call a task or its agent.
  private static let hostile = [
    "plain", "", " two  blanks ", "it's", "\"quoted\"", "'; touch FOLDER/broken; '",
    "\"; touch FOLDER/broken; \"", "$(touch FOLDER/broken)", "`touch FOLDER/broken`",
    "${HOME} $HOME $$", "-rf", "--help", "*", "a\\", "\\\"", "&& touch FOLDER/broken",
    "| touch FOLDER/broken", "> FOLDER/broken", "first\ntouch FOLDER/broken", "!!", "#",
    "{id} {title}", "\u{0}x", "}",
  ]

  /// The report of its end.
  private func end(of run: CommandRun) async -> CommandReport? {
    let (messages, sink) = AsyncStream<Message>.makeStream()
    await BackgroundCommand(run: run).run { sink.yield($0) }
    sink.finish()
    return await messages.reduce(nil) { last, message in
      if case .command(let report) = message { report } else { last }
    }
  }

  private func run(
    _ text: String, title: String = "T", result: String? = nil,
    output: UserCommand.Output = .pane
  ) throws -> CommandRun {
    var record = TaskRecord(
      key: TaskKey(node: NodeName("n"), id: TaskID("1d")), agent: NodeText("claude"),
      submitter: .us, submittedAt: Date())
    record.claim(
      TaskSubmitRequest(agentId: nil, description: title, input: "The\nprompt"), by: nil)
    record.result = result.map { NodeText($0) }
    let command = UserCommand(key: "k", name: "K", text: try CommandText(text), output: output)
    return CommandRun(command, number: 1, on: record)
  }

  @Test(arguments: hostile)
  func `a value is one word, whatever is in it, and nothing of it is run`(value: String)
    async throws
  {
    try await TestSupport.TemporaryFolder.use { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      let value = value.replacing("FOLDER", with: folder.path)
      let scripts = [
        "printf '%s|' {title} end", "printf '%s|' \"{title}\" end",
        "printf '%s|' \"$(printf '%s' {title})\" end", "x={title}; printf '%s|' \"$x\" end",
        "cat <<END\n{title}\nEND\nprintf '%s|' {title} end",
        "sh -c 'printf \"%s|\" \"$1\" end' sh {title}",
      ]
      for script in scripts {
        let run = try run(script, title: value)
        let report = try #require(await end(of: run))
        let shown = try #require(run.variables["CLAW_TASK_TITLE"])
        #expect(report.state == .ended(0))
        #expect(report.text.raw.hasSuffix("\(shown)|end|"), "\(script)")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func `files are the owner's alone, and gone afterwards`() async throws {
    let script = """
      stat -c %a {prompt_file} {result_file} "$(dirname {prompt_file})"
      cat {prompt_file}; echo; cat {result_file}; echo; echo {prompt_file}
      """
    let report = try #require(await end(of: run(script, result: "A\u{1B}result")))
    let lines = report.text.raw.split(separator: "\n").map(String.init)
    #expect(lines.dropLast() == ["600", "600", "700", "The", "prompt", "A^[result"])
    let path = try #require(lines.last)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(!FileManager.default.fileExists(atPath: (path as NSString).deletingLastPathComponent))
  }

  @Test func `what it writes on either output is kept in its order, with the status`() async throws
  {
    let report = try #require(
      await end(of: run("echo one; echo two >&2; echo three; exit 3")))
    #expect(report.text.raw == "one\ntwo\nthree\n")
    #expect(report.state == .ended(3))
    #expect(!report.isCut)
  }

  @Test func `of much that it writes the end is kept, from a line's beginning on`() async throws {
    let report = try #require(
      await end(of: run("seq 1 100000; echo the end")))
    #expect(report.isCut)
    #expect(report.text.raw.utf8.count <= CommandReport.limitBytes)
    #expect(report.text.raw.hasSuffix("100000\nthe end\n"))
    #expect(Int(try #require(report.text.raw.split(separator: "\n").first)) != nil)
  }

  @Test func `it has no terminal and nothing to read`() async throws {
    let report = try #require(
      await end(of: run("cat; (: < /dev/tty) 2>/dev/null && echo terminal; echo over")))
    #expect(report.text.raw == "over\n")
  }

  @Test func `one that is cancelled ends with all that it began, whatever it does against it`()
    async throws
  {
    try await TestSupport.TemporaryFolder.use { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      let pipe = folder.path + "/pipe"
      #expect(mkfifo(pipe, 0o600) == 0)
      let reader = open(pipe, O_RDONLY | O_NONBLOCK)
      _ = fcntl(reader, F_SETFL, 0)
      let run = try run(
        "trap '' TERM; exec 9> \(pipe); sleep 1000 & echo ready; while :; do sleep 1000; done")
      let (ready, sink) = AsyncStream<Void>.makeStream()
      let running = Task {
        await BackgroundCommand(run: run).run { _ in sink.yield() }
      }
      _ = await ready.first { _ in true }
      running.cancel()
      await running.value
      // It ends once nobody is left who could write.
      for await _ in AsyncStream<[UInt8]>.bytes(from: reader) {}
    }
  }
}
