import ClawLink
import TestSupport
import Testing

@testable import ClawNode

@Suite(.timeLimit(.minutes(1)))
struct ModelAvailabilityTests {
  private static let probes = [
    ModelKind.claude: "/v1/models", .auggie: "/models", .ollama: "/api/tags", .opendevin: "/",
    .goose: "/",
  ]

  @Test(arguments: ModelKind.allCases, [200, 404, 307])
  func `whoever answers is there, but Ollama only by its list`(
    kind: ModelKind, status: Int
  ) async throws {
    try await ModelScene.running(kind, .always(.refusal(status, "x"))) { scene in
      let stranger = AgentAvailability.unavailable(
        NodeText("answered \(status), not as Ollama does: \(scene.upstream.url)"))
      let isThere = kind != .ollama || status == 200
      #expect(await scene.agent.availability() == (isThere ? .available : stranger))
      let request = try #require(scene.upstream.requests.first)
      #expect(request.method == "GET")
      #expect(request.path == Self.probes[kind])
      let key = request.headers["x-api-key"] ?? request.headers["authorization"]
      #expect(key?.contains(ModelScene.secret) == (kind.needsKey ? true : nil))
    }
  }

  @Test(arguments: [ModelKind.claude, .auggie, .goose], [401, 403])
  func `one that refuses the key is of no use`(kind: ModelKind, status: Int) async throws {
    let behaviour = NodeBehaviour.always(.refusal(status, "who are you"))
    try await ModelScene.running(kind, behaviour) { scene in
      let expected: AgentAvailability =
        kind.needsKey ? .unavailable(NodeText("the key is refused")) : .available
      #expect(await scene.agent.availability() == expected)
    }
    guard kind.needsKey else { return }
    try await ModelScene.running(kind, behaviour) {
      $0.key = nil
    } _: { scene in
      #expect(await scene.agent.availability() == .unavailable(NodeText("it wants a key")))
    }
  }

  @Test(arguments: ModelKind.allCases, [500, 502])
  func `one that fails is of no use`(kind: ModelKind, status: Int) async throws {
    try await ModelScene.running(kind, .always(.refusal(status, "x"))) { scene in
      let problem = NodeText("answered \(status): \(scene.upstream.url)")
      #expect(await scene.agent.availability() == .unavailable(problem))
    }
  }

  @Test func `one that is not there is listed with the reason`() async throws {
    let url = MisbehavingNode.deserted
    let agent = ModelAgent(
      .ollama, try ModelSettings(baseUrl: url), over: UpstreamClient(), clock: ManualClock())
    let listed = await AgentRegistry(agents: [agent]).list().first
    #expect(listed?.isConfigured == false)
    #expect(listed?.problem == NodeText("connection refused: \(url)"))
  }

  @Test func `one that says nothing is waited for two seconds`() async throws {
    try await ModelScene.running(.goose, .hangsBeforeHead) { scene in
      async let found = scene.agent.availability()
      try await scene.upstream.waitForRequests(1)
      scene.clock.advance(by: .seconds(2))
      let problem = NodeText("no answer within 2 s: \(scene.upstream.url)")
      #expect(await found == .unavailable(problem))
    }
  }

  @Test func `those who ask at once wait for one look`() async throws {
    try await ModelScene.running(.ollama, .hangsBeforeHead) { scene in
      async let first = scene.agent.availability()
      async let second = scene.agent.availability()
      try await scene.upstream.waitForRequests(1)
      scene.clock.advance(by: .seconds(2))
      let both = await [first, second]
      #expect(both.allSatisfy { $0 != .available })
      #expect(scene.upstream.requests.count == 1)
    }
  }

  @Test(arguments: [
    (ModelKind.claude, 200, 300), (.auggie, 200, 300), (.claude, 401, 30), (.ollama, 200, 30),
    (.goose, 200, 30),
  ])
  func `what is known counts for a while, and is given once more while it is looked up`(
    kind: ModelKind, status: Int, seconds: Int
  ) async throws {
    try await ModelScene.running(kind, .always(.refusal(status, "x"))) { scene in
      let first = await scene.agent.availability()
      scene.clock.advance(by: .seconds(seconds) - .milliseconds(1))
      #expect(await scene.agent.availability() == first)
      #expect(scene.upstream.requests.count == 1)
      try await scene.upstream.stop()
      scene.clock.advance(by: .milliseconds(1))
      #expect(await scene.agent.availability() == first)
      let problem = NodeText("connection refused: \(scene.upstream.url)")
      while await scene.agent.availability() == first {
        try Task.checkCancellation()
        await Task.yield()
      }
      #expect(await scene.agent.availability() == .unavailable(problem))
    }
  }
}
