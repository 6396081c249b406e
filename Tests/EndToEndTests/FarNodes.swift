import Foundation
import TestSupport
import Testing

/// Two nodes behind a real sshd, one on a port and one on a unix socket, and settings that name them
/// near and deep.
struct FarNodes {
  let server: SSHServer
  let folder: String
  let port: Int
  /// The ledger and all else that the program keeps.
  let state: String

  private var socket: String { folder + "/claw.sock" }

  /// Runs `body` with the nodes and ends them.
  static func run(_ body: (FarNodes) async throws -> Void) async throws {
    // The name of a socket has some 100 bytes.
    let folder = "/tmp/far-\(UUID().uuidString.prefix(13))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = try await SSHServer(folder: folder)
    let near = try await NodeProcess(store: folder + "/near")
    let deep = try await NodeProcess(store: folder + "/deep", socket: folder + "/claw.sock")
    #expect(deep.address == "unix:\(folder)/claw.sock")
    let outcome = await Result { () async throws in
      try await body(
        FarNodes(server: server, folder: folder, port: near.port, state: folder + "/state"))
    }
    await near.end(by: SIGTERM)
    await deep.end(by: SIGTERM)
    try await server.stop()
    try outcome.get()
  }

  /// The path of settings that lead to the nodes.
  ///
  /// - Parameter sshConfig: what ssh reads.
  func settings(_ sshConfig: String) throws -> String {
    let path = "\(folder)/config-\(UUID().uuidString).yaml"
    try """
    nodes:
    - name: near
      ssh: build
      sshConfig: \(sshConfig)
      baseUrl: http://localhost:\(port)
      pollIntervalMs: 200
    - name: deep
      ssh: build
      sshConfig: \(sshConfig)
      unix: \(socket)
      pollIntervalMs: 200

    """.write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  /// Runs a command on the nodes' ledger.
  func run(_ arguments: String...) async throws -> Program.Outcome {
    try await Program.run(arguments, state: state)
  }

  /// - Returns: the short id.
  func submit(_ prompt: String, to node: String, _ settings: String) async throws -> String {
    let outcome = try await run(
      "submit", "--config", settings, "--node", node, "--agent", "demo", prompt)
    try #require(outcome.status == 0, "\(outcome.complaint)")
    return String(outcome.output.prefix(4))
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
