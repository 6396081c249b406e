import ClawLink
import Foundation
import TestSupport
import Testing

/// A token is sent to the node and shown to nobody.
@Suite(.timeLimit(.minutes(1)))
struct BearerTokenTests {
  private static let secret = "s3cr3t-value"

  private func configuration(
    _ url: String, sendsTokenInClear: Bool = false
  ) throws -> ClawLinkConfiguration {
    try ClawLinkConfiguration(
      baseUrl: url, token: BearerToken(Self.secret), sendsTokenInClear: sendsTokenInClear)
  }

  @Test(arguments: [
    "https://node.example", "https://10.0.0.7:8443/prefix", "http://localhost:8000",
    "http://LOCALHOST", "http://127.0.0.1", "http://127.255.3.4:1", "http://[::1]:8000",
  ])
  func `a token goes where nobody can read along`(url: String) throws {
    #expect(try configuration(url).token != nil)
  }

  @Test(arguments: [
    "http://node.example", "http://10.0.0.7:8000", "http://0.0.0.0", "http://128.0.0.1",
    "http://localhost.example", "http://127.0.0.1.example", "http://127.0.0.256", "http://[::2]",
    "http://127.1",
  ])
  func `a token in clear to another machine is refused, unless that is said`(url: String) throws {
    let error = try #require(throws: ClawLinkError.self) { try configuration(url) }
    guard case .configuration(key: "token", let problem) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(problem.contains(url))
    #expect(problem.contains("use https, or allow it with sendsTokenInClear"))
    #expect(try configuration(url, sendsTokenInClear: true).token != nil)
    #expect(throws: Never.self) { try ClawLinkConfiguration(baseUrl: url) }
  }

  @Test(arguments: ["", " ", "two words", "line\nbreak", "tab\t", "naïve", "nul\u{0}", "del\u{7F}"])
  func `what cannot stand in a header is refused, without being shown`(text: String) throws {
    let error = try #require(throws: ClawLinkError.self) { try BearerToken(text) }
    #expect("\(error)" == "token: it is empty or holds spaces, line breaks or other than ASCII")
  }

  /// Every way in which a value is printed by chance.
  private func printed(_ value: Any) -> String {
    var text = "\(value) \(String(describing: value)) \(String(reflecting: value))"
    print(value, [value], ["key": value], Optional(value) as Any, to: &text)
    dump(value, to: &text)
    return text
  }

  @Test func `printing and dumping show no token`() async throws {
    let configuration = try configuration("https://node.example")
    let token = try #require(configuration.token)
    #expect("\(token)" == "(token)")
    for value in [token, configuration] as [Any] {
      #expect(!printed(value).contains(Self.secret))
    }
    let adapter = ClawLinkTransportAdapter(configuration)
    #expect(!printed(adapter).contains(Self.secret))
    await adapter.close()
  }

  @Test func `every request carries the token, and no error shows it`() async throws {
    try await MisbehavingNode.running(.wellBehaved()) { node in
      let adapter = ClawLinkTransportAdapter(try configuration(node.url))
      for operation in Operation.allCases { try await operation.run(on: adapter) }
      for request in node.requests {
        #expect(request.headers["authorization"] == "Bearer \(Self.secret)")
        #expect(!request.target.contains(Self.secret))
      }
      for behaviour in [
        NodeBehaviour.failsInside, .closesInBody, .refusesSessions, .answersHTML, .truncatesJSON,
        .redirects(to: "http://h"),
      ] {
        node.behave(behaviour.afterOpeningSessions)
        for operation in Operation.allCases where operation != .connect {
          do throws(ClawLinkError) {
            try await operation.run(on: adapter)
            Issue.record("\(operation) works")
          } catch {
            #expect(!printed(error).contains(Self.secret))
          }
        }
      }
      await adapter.close()
    }
  }

  @Test func `a redirect takes the token nowhere`() async throws {
    try await MisbehavingNode.running(.wellBehaved()) { other in
      let elsewhere = NodeBehaviour.redirects(to: other.url + "/health")
      try await MisbehavingNode.running(elsewhere) { node in
        let adapter = ClawLinkTransportAdapter(try configuration(node.url))
        for operation in Operation.allCases {
          await #expect(throws: ClawLinkError.self) { try await operation.run(on: adapter) }
        }
        await adapter.close()
      }
      #expect(other.connectionCount == 0)
    }
  }

  @Test func `without a token there is no such header`() async throws {
    try await conversing(with: .wellBehaved()) { node, adapter in
      _ = try await adapter.health()
      #expect(node.requests.first?.headers["authorization"] == nil)
    }
  }
}
