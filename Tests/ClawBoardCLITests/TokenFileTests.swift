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
      let read = try BearerToken(file: path)
      let configured = try node("--token-file", path).choice(environment: noSettings).node()
        .configuration.token
      #expect(read == token)
      #expect(configured == token)
    }
  }

  @Test(arguments: [
    (0o600, nil), (0o400, nil), (0o610, nil), (0o640, "read"), (0o604, "read"), (0o660, "read"),
    (0o620, "change"), (0o602, "change"),
  ])
  func `a file that others can open is refused`(mode: Int, others: String?) throws {
    try withFile("s3cr3t", mode: mode) { path in
      // What it says counts, whatever the link to it says.
      let link = path + "-link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
      for path in [path, link] {
        let options = try node("--token-file", path)
        guard let others else {
          #expect(try options.choice(environment: noSettings).node().configuration.token != nil)
          continue
        }
        let words = "--token-file: others can \(others) '\(path)': chmod 600 keeps it yours"
        #expect(try refusal("--token-file", path) == words)
      }
    }
  }

  @Test(arguments: ["", "\n", "\ns3cr3t", "two words", "na\u{EF}ve", "nul\u{0}"])
  func `what is no token is said by the flag, and not shown`(content: String) throws {
    try withFile(content) { path in
      let error = try #require(throws: ClawLinkError.self) { try BearerToken(file: path) }
      #expect(
        error.namingFlag
          == "--token-file: it is empty or holds spaces, line breaks or other than ASCII")
    }
  }

  @Test func `a file that cannot be read is named`() throws {
    #expect(
      try refusal("--token-file", "/nonexistent/token")
        == "--token-file: '/nonexistent/token' cannot be read: No such file or directory")
    #expect(
      try refusal("--ca-file", "/nonexistent/ca.pem")
        == "--ca-file: '/nonexistent/ca.pem' cannot be read")
  }

  @Test func `a token in clear to another machine needs the flag that the refusal names`() throws {
    try withFile("s3cr3t") { path in
      let there = ["--url", "http://node.example", "--token-file", path]
      #expect(
        try refusal(there).hasSuffix("use https, or allow it with --send-token-in-clear"))
      let allowed = try node(there + ["--send-token-in-clear"]).choice(environment: noSettings)
        .node().configuration
      #expect(allowed.token != nil)
    }
  }

  private func refusal(_ arguments: String...) throws -> String { try refusal(arguments) }

  private func refusal(_ arguments: [String]) throws -> String {
    let failure = try #require(throws: CommandFailure.self) {
      try node(arguments).choice(environment: noSettings).node()
    }
    #expect(failure.status == .usage)
    return failure.message
  }
}
