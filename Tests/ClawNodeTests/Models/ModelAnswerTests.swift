import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

@Suite(.timeLimit(.minutes(1)))
struct ModelAnswerTests {
  private let text = "Grüße an 👩‍💻:\nfertig – „alles“"

  @Test(arguments: ModelKind.allCases, [1, 3, 7, 10_000])
  func `what a model says is the result, wherever its bytes are cut`(
    kind: ModelKind, size: Int
  ) async throws {
    let pieces = kind.isStreaming ? text.map(String.init) : [text]
    let reply = kind.stream(pieces.map(kind.saying) + kind.ending()).delivered(.pieces(of: size))
    try await ModelScene.running(kind, .always(reply)) { scene in
      let result = try await scene.work()
      #expect(result.text == NodeText(text))
    }
  }

  @Test(arguments: ModelKind.allCases, [true, false])
  func `an answer has its model and its usage, streamed or whole`(
    kind: ModelKind, isWhole: Bool
  ) async throws {
    let reply = isWhole ? kind.whole("done") : kind.answer("done")
    try await ModelScene.running(kind, .always(reply)) { scene in
      let result = try await scene.work()
      #expect(result.text == NodeText("done"))
      var expected = kind.metadata
      if kind == .ollama { expected["base_url"] = .string(scene.upstream.url) }
      #expect(result.metadata == expected)
    }
  }

  @Test(arguments: ModelKind.allCases)
  func `through the node a task completes with it`(kind: ModelKind) async throws {
    try await ModelScene.running(kind, .always(kind.answer("all ", "done"))) { scene in
      let engine = try TaskEngine(agents: [scene.agent])
      let name = scene.kind == .auggie ? "openai" : kind.rawValue.uppercased()
      let state = try await engine.finalState(of: engine.submit(name).id)
      #expect(state.status == .completed)
      let expected = kind.isStreaming ? "all done" : "done"
      #expect(state.result == NodeText(expected))
      let usage = kind.isStreaming ? TokenUsage(input: 12, output: 34) : nil
      #expect(state.usage == usage)
    }
  }

  @Test(arguments: ModelKind.allCases)
  func `what is no UTF-8 reads as a replacement, and the rest stays`(kind: ModelKind) async throws {
    var reply = kind.answer("a~b").delivered(.pieces(of: 5))
    reply.body = Data(reply.body.map { $0 == UInt8(ascii: "~") ? 0xFF : $0 })
    try await ModelScene.running(kind, .always(reply)) { scene in
      let found = try await scene.work().text
      #expect(found == NodeText("a\u{FFFD}b"))
    }
  }

  @Test(arguments: ModelKind.streaming)
  func `thoughts are told and are no part of the result`(kind: ModelKind) async throws {
    let thought = kind.stream([kind.thinking("let me see")]).body.count
    let events = [kind.thinking("let me see"), kind.saying("42")] + kind.ending()
    try await ModelScene.dripping(kind, kind.stream(events), thought) { scene in
      #expect(scene.client.messages.last == "thinking, 10 characters")
      #expect(!scene.client.steps.contains(.running))
    } after: { scene, result in
      #expect(result.text == NodeText("42"))
    }
  }

  @Test(arguments: ModelKind.streaming)
  func `a model plans until its first word and runs from then on`(kind: ModelKind) async throws {
    let first = kind.stream([kind.saying("one\ntwo")]).body.count
    let events = [kind.saying("one\ntwo"), kind.saying(" three")] + kind.ending()
    try await ModelScene.dripping(kind, kind.stream(events), first) { scene in
      let steps = scene.client.steps
      #expect(steps.first == .planning)
      #expect(steps.suffix(2) == [.running, .message(NodeText("7 characters: two"))])
      scene.clock.advance(by: .seconds(2))
    } after: { scene, _ in
      #expect(scene.client.messages.last == "13 characters: two three")
    }
  }

  @Test(arguments: ModelKind.streaming)
  func `how far it is, is told every two seconds at most`(kind: ModelKind) async throws {
    let first = kind.stream([kind.saying("one ")]).body.count
    let events = [kind.saying("one "), kind.saying("two")] + kind.ending()
    try await ModelScene.dripping(kind, kind.stream(events), first) { scene in
      #expect(scene.client.messages.last == "4 characters: one")
    } after: { scene, result in
      #expect(result.text == NodeText("one two"))
      #expect(scene.client.messages.last == "4 characters: one")
    }
  }

  @Test(arguments: ModelKind.streaming)
  func `the model is known before its first word`(kind: ModelKind) async throws {
    try await ModelScene.running(kind, .always(kind.answer("x"))) { scene in
      _ = try await scene.work(["model": "mine"])
      #expect(scene.client.metadata["model"] == "mine")
      let base: JSONValue? = kind == .ollama ? .string(scene.upstream.url) : nil
      #expect(scene.client.metadata["base_url"] == base)
    }
  }

  @Test(arguments: [(ModelKind.claude, "max_tokens"), (.auggie, "length"), (.ollama, "length")])
  func `an answer that was cut is complete, and says so`(
    kind: ModelKind, reason: String
  ) async throws {
    let reply = kind.answer("as far as", endingWith: reason)
    try await ModelScene.running(kind, .always(reply)) { scene in
      let found = try await scene.work().text
      #expect(found == NodeText("as far as"))
      #expect(scene.client.messages.last == "the answer was cut at max_tokens (4,096)")
    }
  }

  @Test(arguments: [ModelKind.opendevin, .goose])
  func `a result that is no text is kept as JSON`(kind: ModelKind) async throws {
    let reply = NodeReply.json(#"{"result": {"files": [1, 2]}}"#)
    try await ModelScene.running(kind, .always(reply)) { scene in
      let found = try await scene.work().text
      #expect(found == NodeText(#"{"files":[1,2]}"#))
    }
  }

  @Test func `metadata of another agent are kept only as far as they are of use`() async throws {
    let much = String(repeating: "x", count: 70_000)
    let reply = NodeReply.json(#"{"result": "r", "metadata": {"log": "\#(much)"}}"#)
    try await ModelScene.running(.goose, .always(reply)) { scene in
      let found = try await scene.work().metadata
      #expect(found == ["metadata": "left out: 70,010 bytes"])
    }
  }

  @Test func `an answer is whole with its reason to end, without its end mark`() async throws {
    let events = ModelKind.auggie.ending().dropLast()
    let reply = ModelKind.auggie.stream([ModelKind.auggie.saying("x")] + events)
    try await ModelScene.running(.auggie, .always(reply)) { scene in
      let found = try await scene.work().text
      #expect(found == NodeText("x"))
    }
  }

  @Test(arguments: ModelKind.streaming)
  func `behind the end of an answer nothing is waited for`(kind: ModelKind) async throws {
    var reply = kind.answer("x")
    let count = reply.body.count
    reply.body += Data("\n\n\n".utf8)
    try await ModelScene.running(kind, .always(reply.delivered(.first(count)))) { scene in
      let found = try await scene.work().text
      #expect(found == NodeText("x"))
      try await scene.upstream.waitUntilAllClosed()
    }
  }
}
