import ClawLink
import Foundation
import Synchronization
import TestSupport

@testable import ClawNode

/// An agent of one kind, and the server that is its upstream.
struct ModelScene: Sendable {
  static let secret = "sk-test-0123456789abcdef"

  let kind: ModelKind
  let upstream: MisbehavingNode
  let clock = ManualClock()
  let client = RecordingClient()
  let agent: ModelAgent

  /// Runs `body` with an agent whose upstream behaves like this.
  static func running(
    _ kind: ModelKind, _ behaviour: NodeBehaviour, limits: AnswerReader.Limits = .init(),
    isolation: isolated (any Actor)? = #isolation,
    change: (inout ModelSettings) -> Void = { _ in },
    _ body: (ModelScene) async throws -> Void
  ) async throws {
    try await MisbehavingNode.running(behaviour) { node in
      var settings = try ModelSettings(
        baseUrl: node.url, key: kind.needsKey ? try BearerToken(secret) : nil)
      change(&settings)
      try await body(ModelScene(kind, settings, node, limits))
    }
  }

  /// Runs `body` when the agent has told of so many bytes of the reply, then `after` with its result.
  static func dripping(
    _ kind: ModelKind, _ reply: NodeReply, _ count: Int,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (ModelScene) async throws -> Void,
    after: (ModelScene, AgentResult) async throws -> Void
  ) async throws {
    try await running(kind, .always(reply.delivered(.dripping))) { scene in
      async let result = scene.work()
      try await scene.upstream.waitForRequests(1)
      scene.upstream.drip(count)
      // Behind the one that says that it was asked.
      try await scene.client.messageTally.reaches(2)
      try await body(scene)
      scene.upstream.drip(reply.body.count)
      try await after(scene, await result)
    }
  }

  private init(
    _ kind: ModelKind, _ settings: ModelSettings, _ upstream: MisbehavingNode,
    _ limits: AnswerReader.Limits
  ) {
    self.kind = kind
    self.upstream = upstream
    agent = ModelAgent(kind, settings, over: UpstreamClient(), clock: clock, limits: limits)
  }

  func work(_ context: [String: JSONValue] = [:]) async throws -> AgentResult {
    try await agent.work(
      on: AgentJob(prompt: NodeText("the prompt"), context: context), for: client)
  }

  /// What it says when it fails; `nil` when it does not.
  func failure(_ context: [String: JSONValue] = [:]) async throws -> AgentFailure? {
    do {
      _ = try await work(context)
      return nil
    } catch let failure as AgentFailure {
      return failure
    }
  }

  /// The JSON that was sent with the last request.
  func sent() throws -> JSONValue {
    try JSONReader.value(of: upstream.requests.last?.body ?? Data())
  }
}

/// Keeps what an agent says.
final class RecordingClient: AgentClient {
  let taskID = TaskID("task-1")
  let messageTally = AwaitedCount()
  private let taken = Mutex<[AgentStep]>([])

  func take(_ step: AgentStep) async {
    taken.withLock { $0.append(step) }
    if case .message = step { messageTally.change(by: 1) }
  }

  func ask(_ question: NodeText) async throws -> NodeText { question }

  var steps: [AgentStep] { taken.withLock { $0 } }

  var messages: [String] {
    steps.compactMap { if case .message(let text) = $0 { text.raw } else { nil } }
  }

  var metadata: [String: JSONValue] {
    steps.reduce(into: [:]) { all, step in
      if case .metadata(let metadata) = step { all.merge(metadata) { $1 } }
    }
  }
}
