import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

/// How local programs end, and what they ask.
@Suite(.timeLimit(.minutes(2)))
struct CommandEndTests {
  @Test func `a cancel ends a program that cares`() async throws {
    try await CommandScene.use(
      "trap 'echo told >&2; echo told > told; exit' TERM; echo $$ > pid; while :; do sleep 0.05; done"
    ) { scene in
      let id = try await scene.submit()
      let process = try #require(pid_t(try await scene.written("pid")))
      #expect(try await scene.engine.cancel(id, caller: scene.caller))
      try await EndedProcess.wait(for: process)
      #expect(try await scene.written("told") == "told")
      #expect(try await scene.engine.state(of: id).status == .cancelled)
    }
  }

  @Test func `a program that ignores being told, and all that it has started, is ended`()
    async throws
  {
    try await CommandScene.use(
      "trap '' TERM; sleep 600 & echo $! > child; echo $$ > pid; while :; do sleep 600; done"
    ) { scene in
      let id = try await scene.submit()
      let process = try #require(pid_t(try await scene.written("pid")))
      let child = try #require(pid_t(try await scene.written("child")))
      #expect(try await scene.engine.cancel(id, caller: scene.caller))
      try await EndedProcess.wait(for: process)
      try await EndedProcess.wait(for: child)
    }
  }

  @Test func `who would stay behind is ended, and the work is done`() async throws {
    try await CommandScene.use("sleep 600 & echo $! > child; echo done") { scene in
      let state = try await scene.outcome()
      #expect(state.result == NodeText("done\n"))
      try await EndedProcess.wait(for: try #require(pid_t(try await scene.written("child"))))
    }
  }

  @Test func `who makes a group of its own is ended as well`() async throws {
    // As `timeout` and shells with job control do.
    try await CommandScene.use(
      "echo $$ > program; timeout 600 sh -c 'echo $$ > child; exec sleep 600'"
    ) { scene in
      let id = try await scene.submit()
      let child = try #require(pid_t(try await scene.written("child")))
      let program = try #require(pid_t(try await scene.written("program")))
      #expect(try await scene.engine.cancel(id, caller: scene.caller))
      try await EndedProcess.wait(for: child)
      try await EndedProcess.wait(for: program)
    }
  }

  @Test func `the time in which a question waits does not count`() async throws {
    let change: CommandScene.Change = { settings in
      settings.asks = true
      settings.limit = .seconds(3)
    }
    try await CommandScene.use("echo '::question:: Well?'; read -r x; echo $x", settings: change) {
      scene in
      let id = try await scene.submit()
      try await scene.state(of: id) { $0.status == .waiting }
      let clock = ContinuousClock()
      let later = clock.now + .seconds(4)
      while clock.now < later { await Task.yield() }
      #expect(try await scene.engine.answer(id, NodeText("yes"), caller: scene.caller))
      let end = try await scene.engine.finalState(of: id)
      #expect(end.result == NodeText("yes\n"))
      #expect(end.message != nil)
    }
  }

  @Test func `who has left the session holds nothing up`() async throws {
    try await CommandScene.use(
      "setsid sh -c 'echo $$ > child; exec sleep 600' & while [ ! -s child ]; do sleep 0.02; done; echo done"
    ) { scene in
      #expect(try await scene.outcome().result == NodeText("done\n"))
      kill(try #require(pid_t(try await scene.written("child"))), SIGKILL)
    }
  }

  @Test func `work that takes too long is ended, and what it said is told`() async throws {
    let change: CommandScene.Change = { settings in settings.limit = .seconds(2) }
    try await CommandScene.use("echo begun; exec sleep 600", settings: change) { scene in
      let state = try await scene.outcome()
      #expect(state.status == .failed)
      #expect(state.error == NodeText("not done within 2 s: it was ended\nbegun\n"))
    }
  }

  @Test func `a question waits for its answer, which comes on standard input`() async throws {
    let script = """
      echo '::question:: Keep the old one?'; read -r answer; echo "answer: $answer"
      read -r more; echo "more: $more"
      """
    try await CommandScene.use(script, settings: CommandScene.asks) { scene in
      let id = try await scene.submit()
      let state = try await scene.state(of: id) { $0.question != nil }
      #expect(state.question == NodeText("Keep the old one?"))
      #expect(state.status == .waiting)
      #expect(
        try await scene.engine.answer(id, NodeText("yes\nreally"), caller: scene.caller))
      let end = try await scene.engine.finalState(of: id)
      #expect(end.result == NodeText("answer: yes\nmore: really\n"))
    }
  }

  @Test func `a question that is asked again takes the first one's place`() async throws {
    let script = """
      echo '::question:: First?'; while [ ! -e go ]; do sleep 0.02; done
      echo '::question:: Second?'; read -r answer; echo "$answer"
      """
    try await CommandScene.use(script, settings: CommandScene.asks) { scene in
      let id = try await scene.submit()
      try await scene.state(of: id) { $0.question == NodeText("First?") }
      try CommandScene.write("", to: scene.folder + "/place/go")
      try await scene.state(of: id) { $0.question == NodeText("Second?") }
      #expect(try await scene.engine.answer(id, NodeText("so"), caller: scene.caller))
      #expect(try await scene.engine.finalState(of: id).result == NodeText("so\n"))
    }
  }

  @Test func `a program that ends without its answer has ended`() async throws {
    let script = "echo '::question:: Well?'; while [ ! -e go ]; do sleep 0.02; done; exit 4"
    try await CommandScene.use(script, settings: CommandScene.asks) { scene in
      let id = try await scene.submit()
      try await scene.state(of: id) { $0.status == .waiting }
      try CommandScene.write("", to: scene.folder + "/place/go")
      let end = try await scene.engine.finalState(of: id)
      #expect(end.error?.raw.hasPrefix("exit status 4") == true)
      #expect(end.question == nil)
    }
  }

  @Test func `who cannot be answered is heard all the same`() async throws {
    let script = "cat; echo '::question:: Well?'; while [ ! -e go ]; do sleep 0.02; done"
    try await CommandScene.use(script) { scene in
      let id = try await scene.submit("x\n")
      let state = try await scene.state(of: id) {
        $0.message?.raw == "it asks, and is not set up to be answered: Well?"
      }
      #expect(state.status == .running)
      try CommandScene.write("", to: scene.folder + "/place/go")
      #expect(try await scene.engine.finalState(of: id).status == .completed)
    }
  }

  @Test func `a program that reads nothing of a long prompt is done`() async throws {
    try await CommandScene.use("echo done") { scene in
      let state = try await scene.outcome(of: String(repeating: "long ", count: 1_000_000))
      #expect(state.result == NodeText("done\n"))
    }
  }
}
