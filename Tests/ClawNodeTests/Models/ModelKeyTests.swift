import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

@Suite(.timeLimit(.minutes(1)))
struct ModelKeyTests {
  private static let keyed = ModelKind.allCases.filter(\.needsKey)
  private static let secret = ModelScene.secret

  /// Everything that anybody is told of a task with this upstream.
  private func told(_ kind: ModelKind, _ behaviour: NodeBehaviour) async throws -> String {
    var told = ""
    try await ModelScene.running(kind, behaviour) { scene in
      do {
        told += "\(try await scene.work())"
      } catch let failure as AgentFailure {
        told += "\(failure)"
      }
      told += "\(scene.client.steps)"
    }
    return told
  }

  @Test(arguments: keyed)
  func `a key that the upstream repeats is covered wherever it stands`(
    kind: ModelKind
  ) async throws {
    let secret = Self.secret
    let error = #"{"error": {"type": "\#(secret)", "message": "bad key \#(secret)"}}"#
    let padding = String(repeating: "x ", count: 145)
    let half = kind.stream([kind.saying("it is \(secret.prefix(12))")])
    let behaviours: [NodeBehaviour] = [
      .always(.json(error, status: 401)),
      .always(NodeReply(status: 500, body: Data("your key: \(secret)".utf8))),
      // Where what is said is cut.
      .always(NodeReply(status: 500, body: Data((padding + secret + padding).utf8))),
      .always(.json(#"{"error": "\#(padding)\#(padding)\#(padding)\#(secret)"}"#, status: 400)),
      .always(kind.whole(padding + padding + padding + padding + secret)),
      .always(kind.stream([kind.saying("x"), kind.failing("no: \(secret)")])),
      .always(kind.answer("it is ", secret, " I think")),
      .always(kind.whole("it is \(secret)!")),
      .always(.of("text/event-stream", "data: {\(secret)}\n\n")),
      .always(.json("{\"\(secret)\"")),
      .always(half),
    ]
    for behaviour in behaviours {
      let told = try await told(kind, behaviour)
      #expect(!told.contains(secret.prefix(12)))
      #expect(told.contains("***") || told.contains("it is") || told.contains("x x x"))
    }
  }

  @Test(arguments: keyed)
  func `a key in a refusal that is waited for is covered`(kind: ModelKind) async throws {
    let reply = NodeReply.json(#"{"error": "\#(Self.secret)"}"#, status: 429)
    try await ModelScene.running(kind, .always(reply)) { scene in
      async let failure = scene.failure()
      try await scene.clock.waitForSleepers(2)
      #expect(scene.client.messages.last == "tries again in 2 s: 429 ***")
      scene.clock.advance(by: .seconds(300))
      #expect(try #require(try await failure).message.raw.contains(Self.secret) == false)
    }
  }

  @Test(arguments: keyed, [1, 2, 5, 23])
  func `a key that comes in pieces is covered, and nothing else`(
    kind: ModelKind, size: Int
  ) async throws {
    let text = "sk-sk-test \(Self.secret)\(Self.secret) sk-test-0"
    let pieces = stride(from: 0, to: text.count, by: size).map {
      kind.saying(String(text.dropFirst($0).prefix(size)))
    }
    let reply = kind.stream(pieces + kind.ending())
    try await ModelScene.running(kind, .always(reply)) { scene in
      let found = try await scene.work().text
      #expect(found == NodeText("sk-sk-test ****** ***"))
    }
  }

  @Test func `a word that is set for a key stays in an answer, and not in an error`() async throws {
    let kind = ModelKind.auggie
    let words = kind.answer("ask ollama")
    try await ModelScene.running(kind, .always(words)) {
      $0.key = try? BearerToken("ollama")
    } _: {
      scene in
      let found = try await scene.work().text
      #expect(found == NodeText("ask ollama"))
    }
    let error = NodeReply.refusal(401, "no such key: ollama")
    try await ModelScene.running(kind, .always(error)) {
      $0.key = try? BearerToken("ollama")
    } _: {
      scene in
      let text = try #require(try await scene.failure()).message.raw
      #expect(text.hasSuffix("answered 401: no such key: ***"))
    }
  }

  @Test func `printing what holds a key does not show it`() throws {
    let settings = try ModelSettings(
      baseUrl: "http://me:\(Self.secret)@localhost:1", key: try BearerToken(Self.secret))
    let agent = ModelAgent(.claude, settings, over: UpstreamClient())
    var shown = "\(settings)\(agent)" + String(reflecting: settings) + String(reflecting: agent)
    dump(settings, to: &shown)
    dump(agent, to: &shown)
    #expect(!shown.contains(Self.secret))
    #expect(!shown.contains(settings.login?.secret ?? ""))
  }
}
