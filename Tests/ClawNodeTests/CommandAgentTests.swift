import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

/// Local programs as agents.
@Suite(.timeLimit(.minutes(2)))
struct CommandAgentTests {
  @Test func `a program reads the prompt, and what it writes is the result`() async throws {
    try await CommandScene.use("echo got; cat") { scene in
      let state = try await scene.outcome(of: "the prompt\nin two lines")
      #expect(state.status == .completed)
      #expect(state.result == NodeText("got\nthe prompt\nin two lines\n"))
      #expect(state.metadata?["diff"] == nil)
    }
  }

  @Test(arguments: ["{prompt}", "--message={prompt}", "{promptFile}", "no prompt"])
  func `a program gets the prompt as its settings say`(word: String) async throws {
    let script = #"printf '<%s>' "$1"; case $1 in */prompt) cat "$1";; esac; echo; cat"#
    let change: CommandScene.Change = { settings in
      settings.run = try CommandWords([settings.run.program, word])
    }
    try await CommandScene.use(script, settings: change) { scene in
      let file = scene.folders.work
      let result = try await scene.outcome(of: "-x 'a'; $b").result?.raw
      switch word {
      case "{prompt}": #expect(result == "< -x 'a'; $b>\n")
      case "{promptFile}":
        #expect(result?.hasPrefix("<\(file)/") == true)
        #expect(result?.hasSuffix("/prompt>-x 'a'; $b\n") == true)
      case "no prompt": #expect(result == "<no prompt>\n-x 'a'; $b\n")
      default: #expect(result == "<--message=-x 'a'; $b>\n")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: file) == [])
    }
  }

  @Test func `a failure says its status and what was complained of`() async throws {
    try await CommandScene.use("echo on the way; echo no such thing >&2; exit 3") { scene in
      let state = try await scene.outcome()
      #expect(state.status == .failed)
      #expect(state.error == NodeText("exit status 3\nno such thing\nIts output:\non the way\n"))
    }
    try await CommandScene.use("echo on the way; kill -KILL $$") { scene in
      let error = try await scene.outcome().error?.raw
      #expect(error?.hasPrefix("ended by signal 9\n") == true)
    }
  }

  @Test func `what cannot be run is said, and listed as not available`() async throws {
    let missing: CommandScene.Change = { settings in
      settings.run = try CommandWords(["no-such-program"])
    }
    try await CommandScene.use("", settings: missing) { scene in
      let error = try await scene.outcome().error
      #expect(error == NodeText("no-such-program is not installed"))
      let listed = await scene.engine.agents().first
      #expect(listed?.isConfigured == false)
      #expect(listed?.problem == error)
    }
    let elsewhere: CommandScene.Change = { $0.folder += "/none" }
    try await CommandScene.use("", settings: elsewhere) { scene in
      let error = try await scene.outcome().error?.raw
      #expect(error?.hasSuffix("/place/none is no folder") == true)
    }
  }

  @Test func `lines are messages, and what is meant for the node is not in the result`()
    async throws
  {
    let script = """
      printf 'half a '; echo line; echo '::progress:: 40'; echo '::progress:: 400'
      echo more; while [ ! -e go ]; do sleep 0.02; done; printf 'old\\rnew\\r\\n'; echo last >&2
      """
    try await CommandScene.use(script) { scene in
      let id = try await scene.submit()
      let state = try await scene.state(of: id) { $0.message == NodeText("more") }
      #expect(state.progress == 40)
      #expect(state.status == .running)
      try CommandScene.write("", to: scene.folder + "/place/go")
      let end = try await scene.engine.finalState(of: id)
      #expect(end.result == NodeText("half a line\n::progress:: 400\nmore\nnew\n"))
    }
  }

  @Test func `of its environment a program gets what is allowed, and what is known of its task`()
    async throws
  {
    let script = #"echo "$SECRET,$GIVEN,$CLAWBOARD_AGENT"; echo "$CLAWBOARD_CONTEXT""#
    try await CommandScene.use(script, settings: CommandScene.environment("GIVEN=a=b")) { scene in
      let result = try await scene.outcome(context: ["model": "small"]).result
      #expect(result == NodeText(",a=b,script\n{\"model\":\"small\"}\n"))
    }
    try await CommandScene.use(script, settings: CommandScene.environment("SECRET")) { scene in
      let result = try await scene.outcome().result?.raw
      #expect(result?.hasPrefix("hidden,,script\n") == true)
    }
  }

  @Test func `binary output is a result, and breaks nothing`() async throws {
    try await CommandScene.use(#"printf 'a\000\377\033[31mb'"#) { scene in
      let state = try await scene.outcome()
      #expect(state.result == NodeText("a\0\u{FFFD}\u{1B}[31mb\n"))
      #expect(try TaskAnswerJSON.isReadable(state))
    }
  }

  @Test func `of a flood of output the end is kept`() async throws {
    let script = "yes 'a line of the flood that goes on and on and on' | head -n 2000000; echo end"
    try await CommandScene.use(script) { scene in
      let state = try await scene.outcome()
      let result = try #require(state.result?.raw)
      #expect(state.metadata?["output_bytes"] == .number(2_000_000 * 47 + 4))
      #expect(result.hasSuffix("on and on\nend\n"))
      #expect((1_048_400...1_048_700).contains(result.utf8.count))
      #expect(result.hasPrefix("("))
    }
  }

  @Test(arguments: [700_000, 3_000_000])
  func `a long line is a result, as far as it is kept`(length: Int) async throws {
    try await CommandScene.use("head -c \(length) /dev/zero | tr '\\0' x") { scene in
      let state = try await scene.outcome()
      let result = try #require(state.result?.raw)
      #expect(result.filter { $0 == "x" }.count == min(length, 1_048_576))
      let bytes: JSONValue? = length > 1_048_576 ? .number(Double(length + 1)) : nil
      #expect(state.metadata?["output_bytes"] == bytes)
    }
  }

  @Test func `a line that only looks like a question is output, however long`() async throws {
    let script = "printf '::question:: a'; head -c 900000 /dev/zero | tr '\\0' ' '; echo b"
    try await CommandScene.use(script, settings: CommandScene.asks) { scene in
      let state = try await scene.outcome()
      #expect(state.status == .completed)
      #expect(state.result?.raw.utf8.count == 900_016)
    }
  }

  @Test func `who waits for a place is pending`() async throws {
    try await CommandScene.use("while [ ! -e go ]; do sleep 0.02; done") { scene in
      let first = try await scene.submit()
      let second = try await scene.submit()
      try await scene.state(of: first) { $0.status == .running }
      #expect(try await scene.engine.state(of: second).status == .pending)
      try CommandScene.write("", to: scene.folder + "/place/go")
      #expect(try await scene.engine.finalState(of: second).status == .completed)
    }
  }
}

/// Whether a client can read what a node says of a task.
enum TaskAnswerJSON {
  static func isReadable(_ state: TaskState) throws -> Bool {
    try JSONDecoder().decode(TaskState.self, from: RouteAnswer.json(state).body) == state
  }
}
