import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

@Suite(.timeLimit(.minutes(1)))
struct ModelSettingsTests {
  @Test(arguments: [
    ("http://localhost:11434", "http://localhost:11434"),
    ("https://api.openai.com/v1/", "https://api.openai.com/v1"),
    (" http://[::1]:1// ", "http://[::1]:1"),
    ("http://me:secret@host/x", "http://host/x"),
  ])
  func `an address is taken`(text: String, url: String) throws {
    #expect(try ModelSettings(baseUrl: text).baseUrl == url)
  }

  @Test(arguments: [
    "", "localhost:11434", "ftp://host", "http://", "http://host?key=1", "http://host#x",
    "http://me:secret@", "http://me:secret@host?x=1", "http://me:secret@host:99999",
  ])
  func `what is none is refused in a line, without its secrets`(text: String) {
    let failure = #expect(throws: ClawLinkError.self) { try ModelSettings(baseUrl: text) }
    let said = failure?.description ?? ""
    #expect(said.hasPrefix("baseUrl: "))
    #expect(!said.contains("secret"))
    #expect(!said.contains("\n"))
  }

  @Test func `numbers that make no sense are refused`() {
    #expect(throws: ClawLinkError.self) { try ModelSettings(baseUrl: "http://h", maxTokens: 0) }
    #expect(throws: ClawLinkError.self) { try ModelSettings(baseUrl: "http://h", maxTokens: .max) }
    #expect(throws: ClawLinkError.self) { try ModelSettings(baseUrl: "http://h", limit: .zero) }
    #expect(throws: ClawLinkError.self) {
      try ModelSettings(baseUrl: "http://h", limit: .seconds(Int64.max))
    }
    #expect(throws: ClawLinkError.self) { try ModelSettings(baseUrl: "http://h", atOnce: 0) }
  }

  @Test(arguments: ModelKind.allCases)
  func `a user and a password go along, and are told nobody`(kind: ModelKind) async throws {
    try await MisbehavingNode.running(.refusesSessions) { node in
      let url = node.url.replacing("://", with: "://me:s3cret@")
      let agent = ModelAgent(kind, try ModelSettings(baseUrl: url), over: UpstreamClient())
      let engine = try TaskEngine(agents: [agent])
      let state = try await engine.finalState(of: engine.submit(kind.rawValue).id)
      #expect(
        state.error
          == NodeText("\(kind.rawValue) at \(node.url) answered 401: Invalid or expired session"))
      let login = Data("me:s3cret".utf8).base64EncodedString()
      #expect(node.requests.first?.headers["authorization"] == "Basic \(login)")
      #expect(!"\(state)".contains("s3cret"))
    }
  }

  @Test(arguments: ModelKind.allCases)
  func `an agent is listed as before, but as one that works`(kind: ModelKind) throws {
    let settings = try ModelSettings(baseUrl: "http://localhost:1", atOnce: 2)
    let agent = ModelAgent(kind, settings, over: UpstreamClient())
    let listed = UnconfiguredAgent.all.first { $0.info.agentType.raw == kind.rawValue }
    #expect(agent.info.name == listed?.info.name)
    #expect(agent.info.capabilities == listed?.info.capabilities)
    #expect(agent.aliases == listed?.aliases)
    #expect(agent.info.isConfigured)
    #expect(agent.atOnce == 2)
  }
}
