import ClawLink
import Foundation
import TestSupport
import Testing

/// A node that speaks https with a certificate whose authority the system does not know.
@Suite(.timeLimit(.minutes(1)))
struct CertificateTests {
  private func conversing(
    caFile: String?, with url: (MisbehavingNode) -> String = \.url,
    _ body: (MisbehavingNode, ClawLinkTransportAdapter) async throws -> Void
  ) async throws {
    try await MisbehavingNode.running(.wellBehaved(), certificate: LoopbackCertificate()) { node in
      let adapter = ClawLinkTransportAdapter(
        try ClawLinkConfiguration(
          baseUrl: url(node), token: BearerToken("s3cr3t"), caFile: caFile))
      try await body(node, adapter)
      await adapter.close()
    }
  }

  @Test func `a node is trusted by the file that holds its authority`() async throws {
    try await conversing(caFile: LoopbackCertificate().path) { node, adapter in
      let health = try await adapter.health()
      #expect(health.status == NodeText("healthy"))
      _ = try await adapter.submitTask(.secret)
      #expect(node.requests.allSatisfy { $0.headers["authorization"] == "Bearer s3cr3t" })
    }
  }

  @Test func `without the file nothing is sent`() async throws {
    try await conversing(caFile: nil) { node, adapter in
      let error = ClawLinkError.unreachable(
        node: node.url, reason: "its certificate is not trusted: name its authority's with caFile")
      await #expect(throws: error) { try await adapter.health() }
      await #expect(throws: error) { try await adapter.submitTask(.secret) }
      #expect(node.requests.isEmpty)
    }
  }

  @Test func `a certificate of another host is not taken`() async throws {
    let url = { (node: MisbehavingNode) in
      node.url.replacingOccurrences(of: "localhost", with: "127.0.0.1")
    }
    try await conversing(caFile: LoopbackCertificate().path, with: url) { node, adapter in
      let error = ClawLinkError.unreachable(
        node: url(node), reason: "its certificate is for another host")
      await #expect(throws: error) { try await adapter.submitTask(.secret) }
      #expect(node.requests.isEmpty)
    }
  }

  @Test func `https to a node that speaks http is told as such`() async throws {
    try await MisbehavingNode.running(.wellBehaved()) { node in
      let url = node.url.replacingOccurrences(of: "http:", with: "https:")
      try await talking(to: url) { adapter in
        let error = ClawLinkError.unreachable(node: url, reason: "it does not speak TLS")
        await #expect(throws: error) { try await adapter.health() }
      }
    }
  }

  @Test(arguments: [
    (nil, "cannot be read"), ("", "holds no certificate in PEM form"),
    ("no certificate", "holds no certificate in PEM form"),
    (
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
      "holds no certificate in PEM form"
    ),
  ])
  func `a file that cannot be used is named`(content: String?, problem: String) throws {
    let path = NSTemporaryDirectory() + "/\(UUID().uuidString).pem"
    try content?.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = ClawLinkError.configuration(key: "caFile", problem: "'\(path)' \(problem)")
    #expect(throws: error) { try ClawLinkConfiguration(baseUrl: "https://h", caFile: path) }
  }
}
