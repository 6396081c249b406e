import ArgumentParser
import ClawLink
import Foundation
import Testing

@testable import ClawBoardCLI

/// A token is read from a file, and what is wrong with it is said by the flag.
struct TokenFileTests {
  private func withFile<Value>(
    _ content: String, mode: Int = 0o600, _ body: (String) throws -> Value
  ) throws -> Value {
    let folder = try TemporaryFolder(named: "token")
    defer { folder.remove() }
    let path = folder.path + "/token"
    try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return try body(path)
  }

  private func node(_ arguments: String...) throws -> NodeOptions { try node(arguments) }

  private func node(_ arguments: [String]) throws -> NodeOptions {
    let command = try Clawboard.parseAsRoot(["ls"] + arguments)
    return try #require(command as? ListCommand).node
  }

  @Test(arguments: ["s3cr3t", "s3cr3t\n", "  s3cr3t \t\r\nsecond line\n"])
  func `the first line is the token`(content: String) throws {
    try withFile(content) { path in
      let token = try BearerToken("s3cr3t")
      let read = try TokenFile(path: path).token
      let configured = try node("--token-file", path).choice(environment: noSettings).node()
        .configuration.token
      #expect(read == token)
      #expect(configured == token)
    }
  }

  @Test(arguments: [
    (0o600, false), (0o400, false), (0o640, true), (0o604, true), (0o660, true), (0o610, true),
  ])
  func `a file that others can open is noticed`(mode: Int, isOpen: Bool) throws {
    try withFile("s3cr3t", mode: mode) { path in
      let file = try TokenFile(path: path)
      #expect(file.isOpenToOthers == isOpen)
    }
  }

  @Test(arguments: ["", "\n", "\ns3cr3t", "two words", "na\u{EF}ve", "nul\u{0}"])
  func `what is no token is said by the flag, and not shown`(content: String) throws {
    try withFile(content) { path in
      let error = try #require(throws: ClawLinkError.self) { try TokenFile(path: path) }
      #expect(
        error.namingFlag
          == "--token-file: it is empty or holds spaces, line breaks or other than ASCII")
    }
  }

  @Test func `a file that cannot be read is named`() throws {
    let error = try #require(throws: ClawLinkError.self) {
      try node("--token-file", "/nonexistent/token").choice(environment: noSettings).node()
        .configuration
    }
    #expect(error.namingFlag == "--token-file: '/nonexistent/token' cannot be read")
    let other = try #require(throws: ClawLinkError.self) {
      try node("--ca-file", "/nonexistent/ca.pem").choice(environment: noSettings).node()
        .configuration
    }
    #expect(other.namingFlag == "--ca-file: '/nonexistent/ca.pem' cannot be read")
  }

  @Test func `a token in clear to another machine needs the flag that the refusal names`() throws {
    try withFile("s3cr3t") { path in
      let there = ["--url", "http://node.example", "--token-file", path]
      let error = try #require(throws: ClawLinkError.self) {
        try node(there).choice(environment: noSettings).node().configuration
      }
      #expect(error.namingFlag.hasSuffix("use https, or allow it with --send-token-in-clear"))
      let allowed = try node(there + ["--send-token-in-clear"]).choice(environment: noSettings)
        .node().configuration
      #expect(allowed.token != nil)
    }
  }
}
