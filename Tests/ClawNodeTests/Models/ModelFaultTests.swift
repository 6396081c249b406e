import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

@Suite(.timeLimit(.minutes(1)))
struct ModelFaultTests {
  /// What an agent of this kind says of an upstream that behaves like this, without the name before
  /// it.
  private func fault(
    _ kind: ModelKind, _ behaviour: NodeBehaviour, limits: AnswerReader.Limits = .init()
  ) async throws -> String? {
    var text: String?
    try await ModelScene.running(kind, behaviour, limits: limits) { scene in
      let name = "\(kind.rawValue) at \(scene.upstream.url) "
      guard let said = try await scene.failure()?.message.raw else { return }
      #expect(said.hasPrefix(name))
      text = String(said.dropFirst(name.count))
    }
    return text
  }

  @Test(
    arguments: ModelKind.allCases,
    [
      (400, #"{"error": {"type": "bad", "message": "no such\nmodel"}}"#, "400: bad: no such model"),
      (404, #"{"error": "model 'x' not found"}"#, "404: model 'x' not found"),
      (422, #"{"detail": "prompt: too long"}"#, "422: prompt: too long"),
      (500, "<h1>Oh no</h1>\n", "500: <h1>Oh no</h1>"),
      (502, "", "502"),
      (307, "", "307: it sends us elsewhere, and is not followed there"),
    ])
  func `a status that is no answer is told in the upstream's words`(
    kind: ModelKind, answer: (status: Int, body: String, text: String)
  ) async throws {
    let reply = NodeReply(
      status: answer.status, headers: [("location", "/elsewhere")], body: Data(answer.body.utf8))
    #expect(try await fault(kind, .always(reply)) == "answered \(answer.text)")
  }

  @Test func `a long body of an error is cut`() async throws {
    let reply = NodeReply(status: 500, body: Data(String(repeating: "no ", count: 50_000).utf8))
    let text = try #require(try await fault(.goose, .always(reply)))
    #expect(text.count < 1_300)
  }

  @Test(arguments: ModelKind.streaming)
  func `an error in the stream fails with what came before it`(kind: ModelKind) async throws {
    let reply = kind.stream([
      kind.saying("half a"), kind.saying("n answer"), kind.failing("too hot"),
    ])
    let text = try #require(try await fault(kind, .always(reply)))
    let types = [ModelKind.claude: "overloaded_error: ", .auggie: "server_error: "]
    #expect(
      text == """
        reported an error: \(types[kind] ?? "")too hot
        What came so far:
        half an answer
        """)
  }

  @Test(arguments: ModelKind.allCases)
  func `an error in place of an answer fails`(kind: ModelKind) async throws {
    let reply = NodeReply.json(#"{"error": "out of memory"}"#)
    #expect(try await fault(kind, .always(reply)) == "reported an error: out of memory")
  }

  @Test(arguments: ModelKind.allCases, [true, false])
  func `half an answer is kept, whether its connection breaks or its stream just ends`(
    kind: ModelKind, breaks: Bool
  ) async throws {
    var reply = kind.stream([kind.saying("half an answer")] + kind.ending())
    let half = kind.isStreaming ? kind.stream([kind.saying("half an answer")]).body.count : 30
    if breaks {
      reply = reply.delivered(.first(half), thenCloses: true)
    } else {
      reply.body = reply.body.prefix(half)
    }
    let text = try #require(try await fault(kind, .always(reply)))
    let first = text.prefix { !$0.isNewline }
    if breaks {
      #expect(first == "broke off in the middle of its answer")
    } else {
      #expect(first.contains(kind.isStreaming ? "ended its answer" : "sent what is no JSON"))
    }
    #expect(text.contains("\nWhat came so far:\n"))
    #expect(
      text.hasSuffix(kind.isStreaming ? "half an answer" : #"{"metadata":{"steps":3},"resul"#))
  }

  @Test(arguments: ModelKind.allCases)
  func `no whole answer within the limit fails with what came so far`(
    kind: ModelKind
  ) async throws {
    let whole = kind.stream([kind.saying("half"), kind.saying(" an answer")])
    let half = kind.isStreaming ? kind.stream([kind.saying("half")]).body.count : 12
    let reply = whole.delivered(.first(half))
    try await ModelScene.running(kind, .always(reply)) { scene in
      async let failure = scene.failure()
      try await scene.upstream.waitForRequests(1)
      try await scene.client.messageTally.reaches(kind.isStreaming ? 2 : 1)
      if !kind.isStreaming { try await scene.clock.waitForSleepers(1) }
      scene.clock.advance(by: .seconds(299))
      #expect(scene.clock.sleeperCount == 1)
      scene.clock.advance(by: .seconds(1))
      let text = try #require(try await failure).message.raw
      #expect(text.contains("gave no whole answer within 300 s"))
      if kind.isStreaming { #expect(text.contains("\nWhat came so far:\nhalf")) }
      try await scene.upstream.waitUntilAllClosed()
    }
  }

  @Test(arguments: ModelKind.allCases)
  func `an upstream that says nothing at all is given up at the limit`(
    kind: ModelKind
  ) async throws {
    try await ModelScene.running(kind, .hangsBeforeHead) { scene in
      async let failure = scene.failure()
      try await scene.upstream.waitForRequests(1)
      try await scene.clock.advanceToNextWake()
      let text = try #require(try await failure).message.raw
      #expect(text.hasSuffix("gave no whole answer within 300 s"))
      try await scene.upstream.waitUntilAllClosed()
    }
  }

  @Test(arguments: [
    (MisbehavingNode.deserted, "cannot be reached: connection refused"),
    ("http://localhost:1", "cannot be reached: connection refused"),
    ("http://nobody.invalid", "cannot be reached: the name nobody.invalid is not known"),
  ])
  func `an upstream that is not there is told in a line`(url: String, text: String) async throws {
    let agent = ModelAgent(
      .ollama, try ModelSettings(baseUrl: url), over: UpstreamClient(), clock: ManualClock())
    let engine = try TaskEngine(agents: [agent])
    let state = try await engine.finalState(of: engine.submit("ollama").id)
    #expect(state.error == NodeText("ollama at \(url) \(text)"))
  }

  @Test func `a certificate that nobody trusts is told in a line`() async throws {
    try await MisbehavingNode.running(
      .hangsBeforeHead, certificate: try LoopbackCertificate()
    ) { node in
      let agent = ModelAgent(
        .claude, try ModelSettings(baseUrl: node.url), over: UpstreamClient(),
        clock: ManualClock())
      let engine = try TaskEngine(agents: [agent])
      let state = try await engine.finalState(of: engine.submit("claude").id)
      #expect(
        state.error
          == NodeText("claude at \(node.url) cannot be reached: its certificate is not trusted"))
    }
  }

  @Test(arguments: ModelKind.allCases)
  func `a server that is something else is told in a line`(kind: ModelKind) async throws {
    #expect(
      try await fault(kind, .answersHTML)
        == "answers with a web page: is the address the right one?")
    #expect(try await fault(kind, .answersNoHTTP) == "answers in something else than HTTP")
    #expect(
      try await fault(kind, .closesBeforeHead) == "closed the connection without an answer")
  }

  @Test(arguments: ModelKind.streaming)
  func `a line that is no JSON fails with what came before it`(kind: ModelKind) async throws {
    var reply = kind.stream([kind.saying("half")])
    reply.body += Data((kind == .ollama ? "{oops}\n" : "data: {oops}\n\n").utf8)
    let text = try #require(try await fault(kind, .always(reply)))
    #expect(text.hasPrefix("sent what is no JSON (Expecting property name"))
    #expect(text.contains(": {oops}\nWhat came so far:\nhalf"))
  }

  @Test(arguments: ModelKind.allCases)
  func `an answer without an end is not read on`(kind: ModelKind) async throws {
    // Much at once: small writes would keep the event loop of all tests busy.
    let reply =
      kind.isStreaming
      ? kind.stream(Array(repeating: kind.saying("on and on"), count: 1_000))
      : kind.answer(String(repeating: "on and on", count: 10_000))
    let limits = AnswerReader.Limits(lineBytes: 1_000, answerBytes: 100_000)
    let text = try #require(
      try await fault(kind, .always(reply.delivered(.endless)), limits: limits))
    #expect(text.hasPrefix("sent more than 100,000 bytes: not read on\nWhat came so far:\n"))
    #expect(text.count < 2_500)
  }

  @Test(arguments: ModelKind.streaming)
  func `a line without an end is not read on`(kind: ModelKind) async throws {
    let reply = kind.answer(String(repeating: "long ", count: 1_000))
    let limits = AnswerReader.Limits(lineBytes: 1_000, answerBytes: 100_000)
    let text = try #require(try await fault(kind, .always(reply), limits: limits))
    #expect(text == "sent a line of more than 1,000 bytes: not read on")
  }

  @Test(arguments: ModelKind.allCases)
  func `a cancel closes the connection at once`(kind: ModelKind) async throws {
    let half = kind.isStreaming ? kind.stream([kind.saying("half")]).body.count : 12
    let reply = kind.stream([kind.saying("half"), kind.saying("whole")]).delivered(.first(half))
    try await ModelScene.running(kind, .always(reply)) { scene in
      let engine = try TaskEngine(agents: [scene.agent])
      let task = try await engine.submit(kind.rawValue)
      try await scene.upstream.waitForRequests(1)
      while try await engine.state(of: task.id).status != .running {
        try Task.checkCancellation()
        await Task.yield()
      }
      #expect(try await engine.cancel(task.id))
      try await scene.upstream.waitUntilAllClosed()
      #expect(try await engine.state(of: task.id).status == .cancelled)
    }
  }
}
