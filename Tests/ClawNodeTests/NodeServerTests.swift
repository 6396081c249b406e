import ClawLink
import Foundation
import Logging
import TestSupport
import Testing

@testable import ClawNode

@Suite(.timeLimit(.minutes(1)))
struct NodeServerTests {
  private func port(of url: String) throws -> Int {
    try #require(URLComponents(string: url)?.port)
  }

  @Test func `it says where it listens`() async throws {
    try await EmbeddedNode.running(TaskEngine(agents: [])) { url in
      #expect(url.hasPrefix("http://127.0.0.1:"))
      let answer = try await RawConnection.exchange(
        "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", port: port(of: url))
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.contains(#""status":"healthy""#))
      #expect(answer.lowercased().contains("content-type: application/json\r\n"))
    }
  }

  @Test func `an answer to HEAD has no body`() async throws {
    try await EmbeddedNode.running(TaskEngine(agents: [])) { url in
      let answer = try await RawConnection.exchange(
        "HEAD /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", port: port(of: url)
      )
      #expect(answer.hasPrefix("HTTP/1.1 405 "))
      #expect(answer.hasSuffix("\r\n\r\n"))
    }
  }

  @Test func `a connection takes one request after the other`() async throws {
    try await EmbeddedNode.running(TaskEngine(agents: [])) { url in
      let answer = try await RawConnection.exchange(
        "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
          + "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        port: port(of: url))
      #expect(answer.hasPrefix("HTTP/1.1 404 Not Found\r\n"))
      #expect(answer.contains("HTTP/1.1 200 OK\r\n"))
    }
  }

  @Test func `a client that wants to be told before it sends is told`() async throws {
    try await EmbeddedNode.running(TaskEngine(agents: [])) { url in
      let answer = try await RawConnection.exchange(
        "POST /api/runtime/sessions HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
          + "Content-Length: 2\r\nConnection: close\r\n\r\n{}",
        port: port(of: url))
      #expect(answer.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
    }
  }

  @Test func `a body beyond every limit is refused, and the node goes on`() async throws {
    let limits = NodeLimits(promptBytes: 1024, contextBytes: 1024)
    let body = String(repeating: "x", count: 100_000)
    try await EmbeddedNode.running(TaskEngine(agents: [], limits: limits)) { url in
      let answer = try await RawConnection.exchange(
        "POST /api/runtime/tasks/submit HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
          + "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        port: port(of: url))
      #expect(answer.hasPrefix("HTTP/1.1 413 "))
      #expect(answer.contains("Body too large: this node takes"))
      #expect(answer.contains("healthy"))
    }
  }

  @Test func `with a certificate it speaks TLS alone`() async throws {
    let path = try LoopbackCertificate().path
    let files = NodeServer.TLSFiles(certificate: path, key: path)
    try await EmbeddedNode.running(TaskEngine(agents: []), tls: files) { url in
      #expect(url.hasPrefix("https://127.0.0.1:"))
      let adapter = ClawLinkTransportAdapter(
        try ClawLinkConfiguration(
          baseUrl: "https://localhost:\(port(of: url))", caFile: path))
      let health = try await adapter.health()
      #expect(health.status == NodeText("healthy"))
      await adapter.close()
      let clear = try? await RawConnection.exchange(
        "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        port: port(of: url))
      #expect(clear?.contains("healthy") != true)
    }
  }

  @Test(arguments: ["/nowhere/node.pem", #filePath])
  func `a file that holds no certificate is named`(path: String) async throws {
    let server = NodeServer(
      engine: try TaskEngine(agents: []), port: 0,
      tls: NodeServer.TLSFiles(certificate: path, key: path), version: "test",
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    await #expect(
      throws: NodeServer.ListenError.unusableFile(
        path, "no certificate in PEM can be read from it")
    ) { try await server.run { _ in } }
  }

  @Test func `a trailing slash leads back to the asked host`() async throws {
    try await EmbeddedNode.running(TaskEngine(agents: [])) { url in
      let answer = try await RawConnection.exchange(
        "GET /health/ HTTP/1.1\r\nHost: localhost:81\r\nConnection: close\r\n\r\n",
        port: port(of: url))
      #expect(answer.hasPrefix("HTTP/1.1 307 Temporary Redirect\r\n"))
      #expect(answer.lowercased().contains("location: http://localhost:81/health\r\n"))
    }
  }

  @Test func `a port that is in use is named`() async throws {
    try await EmbeddedNode.running(TaskEngine(agents: [])) { url in
      let port = try port(of: url)
      let second = NodeServer(
        engine: try TaskEngine(agents: []), port: port, version: "test",
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      let error = try #require(
        await #expect(throws: NodeServer.ListenError.self) { try await second.run { _ in } })
      #expect(error == .portInUse(host: "127.0.0.1", port: port))
      #expect("\(error)".hasPrefix("port \(port) on 127.0.0.1 is in use"))
    }
  }

  @Test func `when it ends, its agents have ended`() async throws {
    let agent = PatientAgent()
    let engine = try TaskEngine(agents: [agent])
    try await EmbeddedNode.running(engine) { _ in
      _ = try await engine.submit("patient")
      try await agent.started.reaches(1)
    }
    #expect(agent.stopped.value == 1)
  }

  @Test func `a request that never ends and an agent that never stops do not keep it`()
    async throws
  {
    let agent = StubbornAgent()
    let engine = try TaskEngine(agents: [agent])
    var half: Task<String, any Error>?
    try await EmbeddedNode.running(engine) { url in
      let port = try port(of: url)
      let opened = try await RawConnection.exchange(
        "POST /api/runtime/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        port: port)
      #expect(opened.hasPrefix("HTTP/1.1 200 OK"))
      half = Task {
        try await RawConnection.exchange(
          "POST /api/runtime/tasks/submit HTTP/1.1\r\nHost: localhost\r\n"
            + "Expect: 100-continue\r\nContent-Length: 9\r\n\r\n{", port: port)
      }
      _ = try await engine.submit("stubborn")
      try await agent.started.reaches(1)
    }
    // Its connection was closed by the node, whatever it was told.
    _ = await half?.result
    agent.gate.change(by: 1)
  }

  @Test func `two starts are two boots and two instances`() async throws {
    var seen: Set<NodeText> = []
    for _ in 1...2 {
      let table = NodeRoutes(engine: try TaskEngine(agents: []), version: "1").table
      let answer = await table.answer(to: RouteRequest(method: "GET", target: "/health"))
      let health = try JSONDecoder().decode(NodeHealth.self, from: answer.body)
      seen.insert(try #require(health.boot))
      seen.insert(try #require(health.instance))
    }
    #expect(seen.count == 4)
  }
}
