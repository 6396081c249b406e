import ClawLink
import ClawStorage
import Foundation
import Logging
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import ClawNode

/// A node on a unix socket: whose the file is, and what becomes of it.
@Suite(.timeLimit(.minutes(1)))
struct ListeningSocketTests {
  private func withPath(_ body: (_ path: String) async throws -> Void) async throws {
    try await TemporaryFolder.use { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      try await body(folder.path + "/claw.sock")
    }
  }

  /// What a node says that is to listen there and cannot.
  private func refusal(at path: String) async throws -> NodeServer.ListenError {
    let server = NodeServer(
      engine: try TaskEngine(agents: []), socket: path, version: "test",
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    return try #require(
      await #expect(throws: NodeServer.ListenError.self) { try await server.run { _ in } })
  }

  @Test func `its file is for its owner alone, and goes with it`() async throws {
    try await withPath { path in
      try await EmbeddedNode.running(TaskEngine(agents: []), socket: path) { url in
        #expect(url == "unix:\(path)")
        let facts = try FileManager.default.attributesOfItem(atPath: path)
        #expect(facts[.type] as? FileAttributeType == .typeSocket)
        #expect(facts[.posixPermissions] as? Int == 0o600)
      }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func `one that was left behind is replaced, one in use is not`() async throws {
    try await withPath { path in
      try await EmbeddedNode.running(TaskEngine(agents: []), socket: path) { _ in
        #expect(try await refusal(at: path) == .socketInUse(path))
        // As after kill -9: there, and nobody listens.
        try FileManager.default.moveItem(atPath: path, toPath: path + ".left")
      }
      try FileManager.default.moveItem(atPath: path + ".left", toPath: path)
      try await EmbeddedNode.running(TaskEngine(agents: []), socket: path) { url in
        let adapter = ClawLinkTransportAdapter(try ClawLinkConfiguration(baseUrl: url))
        #expect(try await adapter.health().status == NodeText("healthy"))
        await adapter.close()
      }
    }
  }

  @Test func `what is no socket is left alone`() async throws {
    try await withPath { path in
      try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
      #expect(
        try await refusal(at: path)
          == .unusableFile(path, "it is there and no socket: name another"))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }
  }

  @Test func `one that another program has for datagrams is left alone`() async throws {
    try await withPath { path in
      let other = try await DatagramBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .bind(unixDomainSocketPath: path).get()
      let socket = ListeningSocket(path: path)
      let number = socket.number
      #expect(
        try await refusal(at: path)
          == .unusableFile(
            path,
            "it is there and may be another program's (Protocol wrong type for socket): "
              + "name another"))
      #expect(number != nil)
      #expect(socket.number == number)
      try await other.close()
    }
  }

  @Test func `a folder that is not there is named`() async throws {
    #expect(
      try await refusal(at: "/nowhere/claw.sock").description
        == "/nowhere/claw.sock: cannot listen there: No such file or directory")
  }

  @Test func `the owner's token goes to its own socket alone`() throws {
    let temporary = TemporaryFolder()
    defer { temporary.remove() }
    let folder = StoreFolder(path: temporary.path)
    try folder.token.prepare()
    let lock = try FileLock(path: folder.lock)
    try folder.token.write("secret")
    try folder.address.write("unix:/run/claw.sock")
    #expect(folder.way(to: "unix:/run/claw.sock")?.token == "secret")
    for other in [
      "unix:/run/other.sock", "unix:/run/claw.sock:/p", "http://localhost",
      "ssh://build/unix:/run/claw.sock",
    ] { #expect(folder.way(to: other) == nil) }
    try folder.address.write("http://127.0.0.1:8000")
    #expect(folder.way(to: "http://localhost:8000")?.token == "secret")
    for other in ["ssh://build/http://localhost:8000", "unix:/run/claw.sock"] {
      #expect(folder.way(to: other) == nil)
    }
    lock.release()
    #expect(folder.way(to: "http://127.0.0.1:8000") == nil)
  }
}
