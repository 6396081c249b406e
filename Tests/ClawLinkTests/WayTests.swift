import ClawNode
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import ClawLink

/// Nodes that are reached over a unix socket, or over a way that has to be opened first.
@Suite(.timeLimit(.minutes(1)))
struct WayTests {
  /// A way that is as a test wants it.
  private final class PlayedWay: NodeWay {
    let opened: Result<String, ClawLinkError>
    let said: ClawLinkError?
    let openings = Mutex(0)

    init(_ opened: Result<String, ClawLinkError>, said: ClawLinkError? = nil) {
      self.opened = opened
      self.said = said
    }

    func open() throws(ClawLinkError) -> String {
      openings.withLock { $0 += 1 }
      return try opened.get()
    }

    func fault() -> ClawLinkError? { said }
  }

  private static let farUrl = "ssh://ann@build/http://localhost:8000"
  private static let noTunnel = ClawLinkError.noTunnel(
    node: farUrl, login: "ssh ann@build", reason: "ssh ann@build: Permission denied (publickey)")

  /// Runs `body` with a socket that one of our nodes listens on.
  private func withSocket(_ body: (_ path: String) async throws -> Void) async throws {
    try await TemporaryFolder.use { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      // Signs that a URL has to encode.
      let path = folder.path + "/a node%.sock"
      try await EmbeddedNode.running(TaskEngine(), socket: path) { url in
        #expect(url == "unix:\(path)")
        try await body(path)
      }
    }
  }

  private func withAdapter(
    _ url: String, way: (any NodeWay)? = nil,
    _ body: (ClawLinkTransportAdapter) async throws -> Void
  ) async throws {
    let adapter = ClawLinkTransportAdapter(try ClawLinkConfiguration(baseUrl: url), way: way)
    do {
      try await body(adapter)
      await adapter.close()
    } catch {
      await adapter.close()
      throw error
    }
  }

  @Test func `a node on a socket takes, shows and lists`() async throws {
    try await withSocket { path in
      try await withAdapter("unix:\(path)") { adapter in
        #expect(adapter.node == "unix:\(path)")
        let task = try await adapter.submitTask(
          TaskSubmitRequest(agentId: "demo", input: "for 600s"))
        let state = try await adapter.queryTaskState(task.state.id)
        #expect(state?.id == task.state.id)
        #expect(try await !adapter.listAgents().isEmpty)
      }
    }
  }

  @Test func `a socket that is not there is unreachable, and nothing was sent`() async throws {
    try await withAdapter("unix:/nowhere/claw.sock") { adapter in
      let expected = ClawLinkError.unreachable(
        node: "unix:/nowhere/claw.sock", reason: "there is no such socket")
      await #expect(throws: expected) { try await adapter.health() }
      await #expect(throws: expected) {
        try await adapter.submitTask(TaskSubmitRequest(agentId: "demo", input: "x"))
      }
    }
  }

  @Test func `what is sent over a way arrives, by the name that the node has there`() async throws {
    try await withSocket { path in
      let way = PlayedWay(.success(path))
      try await withAdapter(Self.farUrl, way: way) { adapter in
        let task = try await adapter.submitTask(
          TaskSubmitRequest(agentId: "demo", input: "for 600s"))
        #expect(task.node == Self.farUrl)
        #expect(way.openings.withLock { $0 } > 0)
      }
    }
  }

  @Test func `without a way nothing behind ssh is asked`() async throws {
    try await withAdapter(Self.farUrl) { adapter in
      let error = try #require(
        await #expect(throws: ClawLinkError.self) { try await adapter.health() })
      #expect("\(error)" == "baseUrl: \(Self.farUrl) is behind ssh: give the adapter a way to it")
    }
  }

  @Test func `a way that does not open is the reason`() async throws {
    try await withAdapter(Self.farUrl, way: PlayedWay(.failure(Self.noTunnel))) { adapter in
      await #expect(throws: Self.noTunnel) { try await adapter.health() }
      await #expect(throws: Self.noTunnel) {
        try await adapter.submitTask(TaskSubmitRequest(agentId: "demo", input: "x"))
      }
    }
    #expect(
      "\(Self.noTunnel)" == "no way to \(Self.farUrl) (ssh ann@build: Permission denied "
        + "(publickey)): run 'ssh ann@build' by hand once")
    #expect(Self.noTunnel.mayPass)
    #expect(!Self.noTunnel.mayHaveBeenDone)
  }

  @Test func `a connection that breaks at once has the reason that the way knows`() async throws {
    let refused = ClawLinkError.unreachable(node: Self.farUrl, reason: "connection refused")
    try await BreakingSocket.running { path in
      try await withAdapter(
        Self.farUrl, way: PlayedWay(.success(path), said: refused)
      ) { adapter in
        await #expect(throws: refused) { try await adapter.health() }
        // Not in doubt: it was not sent.
        await #expect(throws: refused) {
          try await adapter.submitTask(TaskSubmitRequest(agentId: "demo", input: "x"))
        }
      }
      try await withAdapter(Self.farUrl, way: PlayedWay(.success(path))) { adapter in
        let lost = ClawLinkError.unreachable(node: Self.farUrl, reason: "the connection broke")
        await #expect(throws: lost) {
          try await adapter.submitTask(TaskSubmitRequest(agentId: "demo", input: "x"))
        }
      }
    }
  }
}
