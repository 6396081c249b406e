import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

@Suite(.timeLimit(.minutes(1)))
struct ModelRequestTests {
  /// What goes to the upstream of a kind for a job with this context.
  private func request(
    _ kind: ModelKind, _ context: [String: JSONValue] = [:],
    change: (inout ModelSettings) -> Void = { _ in },
    _ check: (ReceivedRequest, JSONValue) throws -> Void
  ) async throws {
    try await ModelScene.running(kind, .always(kind.answer("x")), change: change) { scene in
      _ = try await scene.work(context)
      let request = try #require(scene.upstream.requests.first)
      #expect(request.method == "POST")
      #expect(request.path == kind.path)
      #expect(request.headers["content-type"] == "application/json")
      try check(request, scene.sent())
    }
  }

  @Test func `Claude is asked as Anthropic wants it`() async throws {
    try await request(.claude) { request, body in
      #expect(request.headers["x-api-key"] == ModelScene.secret)
      #expect(request.headers["anthropic-version"] == "2023-06-01")
      #expect(request.headers["authorization"] == nil)
      #expect(body["model"] == "claude-sonnet-5-5")
      #expect(body["messages"] == [["role": "user", "content": "the prompt"]])
      #expect(body["system"]?.text?.isEmpty == false)
      #expect(body["max_tokens"] == 4096)
      #expect(body["stream"] == true)
      #expect(body["thinking"] == nil)
    }
  }

  @Test func `Auggie is asked as OpenAI wants it`() async throws {
    try await request(.auggie) { request, body in
      #expect(request.headers["authorization"] == "Bearer \(ModelScene.secret)")
      #expect(body["model"] == "gpt-6.1-terra")
      guard case .array(let messages)? = body["messages"] else { throw NoMessages() }
      #expect(messages.map { $0["role"] } == ["system", "user"])
      #expect(messages.last?["content"] == "the prompt")
      #expect(body["max_completion_tokens"] == 4096)
      #expect(body["stream"] == true)
      #expect(body["stream_options"] == ["include_usage": true])
      #expect(body["reasoning_effort"] == nil)
    }
  }

  private struct NoMessages: Error {}

  @Test func `Ollama is asked as it wants it`() async throws {
    try await request(.ollama) { request, body in
      #expect(request.headers["authorization"] == nil)
      #expect(
        body == [
          "model": "codellama", "prompt": "the prompt", "stream": true,
          "options": ["num_predict": 4096],
        ])
    }
  }

  @Test(arguments: [ModelKind.opendevin, .goose])
  func `agents of their own get the prompt and the whole context`(kind: ModelKind) async throws {
    let context: [String: JSONValue] = ["repository": "here", "thinking": "low", "model": "mine"]
    try await request(kind, context) { _, body in
      #expect(body == ["prompt": "the prompt", "context": .object(context)])
    }
    try await request(kind) {
      $0.model = "theirs"
    } _: { _, body in
      #expect(body["context"] == ["model": "theirs"])
    }
  }

  @Test(arguments: ModelKind.streaming)
  func `a task's model counts before the node's, and that before the standard`(
    kind: ModelKind
  ) async throws {
    try await request(kind, ["model": "task's"]) {
      $0.model = "node's"
    } _: { _, body in
      #expect(body["model"] == "task's")
    }
    try await request(kind, ["model": ""]) {
      $0.model = "node's"
    } _: { _, body in
      #expect(body["model"] == "node's")
    }
    try await request(kind, ["model": nil]) { _, body in
      #expect(body["model"] == .string(kind.standardModel ?? ""))
    }
  }

  @Test(
    arguments: [
      ("claude-sonnet-4-5", "off", [:], 4096),
      ("claude-sonnet-4-5", "min", ["thinking": ["type": "enabled", "budget_tokens": 1024]], 5120),
      ("other", "ultra", ["thinking": ["type": "enabled", "budget_tokens": 16_384]], 20_480),
      (
        "claude-opus-4-6", "xhigh",
        ["thinking": ["type": "adaptive"], "output_config": ["effort": "high"]], 36_864
      ),
      (
        "claude-sonnet-5-5", "XHIGH",
        ["thinking": ["type": "adaptive"], "output_config": ["effort": "xhigh"]], 36_864
      ),
    ] as [(String, String, [String: JSONValue], Int)])
  func `Claude thinks as its version wants to be told, and has as many tokens more`(
    model: String, level: String, fields: [String: JSONValue], tokens: Int
  ) async throws {
    let context: [String: JSONValue] = ["model": .string(model), "thinking": .string(level)]
    try await request(.claude, context) { _, body in
      #expect(body["thinking"] == fields["thinking"])
      #expect(body["output_config"] == fields["output_config"])
      #expect(body["max_tokens"] == .whole(Int64(tokens)))
    }
  }

  @Test(
    arguments: [
      ("off", "none", false), ("minimal", "low", "low"), ("medium", "medium", "medium"),
      ("xhigh", "xhigh", "high"),
    ] as [(String, JSONValue, JSONValue)])
  func `others think by a word`(level: String, effort: JSONValue, think: JSONValue) async throws {
    try await request(.auggie, ["thinking": .string(level)]) { _, body in
      #expect(body["reasoning_effort"] == effort)
    }
    try await request(.ollama, ["thinking": .string(level)]) { _, body in
      #expect(body["think"] == think)
    }
  }

  @Test(arguments: ModelKind.allCases)
  func `what is no level or no model fails before anything is sent`(kind: ModelKind) async throws {
    try await ModelScene.running(kind, .always(kind.answer("x"))) { scene in
      let level = try await scene.failure(["thinking": "hard"])
      #expect(
        level?.message.raw
          == "thinking: 'hard' is no level: use one of off, minimal, low, medium, high, xhigh")
      let model = try await scene.failure(["model": ["a", 1]])
      #expect(model?.message.raw == #"model: '["a",1]' is no text"#)
      let long = try await scene.failure(["model": .string(String(repeating: "x", count: 201))])
      #expect(long?.message.raw == "model: a name of more than 200 bytes is none")
      #expect(scene.upstream.requests.isEmpty)
    }
  }

  @Test(arguments: [
    ("claude-3-7-sonnet-20250219", 3, 7), ("claude-sonnet-4-20250514", 4, 0),
    ("claude-opus-4-6", 4, 6), ("anthropic/claude-sonnet-4.5", 4, 5), ("claude-sonnet-5", 5, 0),
    ("us.anthropic.claude-opus-4-6-v1", 4, 6),
  ])
  func `a version is read from a model's name`(name: String, major: Int, minor: Int) {
    let version = AnthropicThinking.version(of: name)
    #expect(version?.major == major)
    #expect(version?.minor == minor)
  }

  @Test(arguments: ["claude-latest", "glm-4-6", ""])
  func `a name without one has none`(name: String) {
    #expect(AnthropicThinking.version(of: name) == nil)
  }
}
