import ArgumentParser
import ClawLink
import ClawMirror
import Foundation
import Testing

@testable import ClawBoardCLI

/// Flags, the variable and the settings: which nodes are meant, and how they are reached.
struct NodeChoiceTests {
  private func names(
    _ arguments: String..., settings: String = threeNodes, url: String? = nil
  ) throws -> [String] {
    try choose(arguments, settings: settings, url: url) { choice in
      try choice.nodes().map(\.name.text)
    }
  }

  private func complaint(
    _ arguments: String..., settings: String = threeNodes, url: String? = nil,
    one: Bool = false
  ) throws -> String {
    try choose(arguments, settings: settings, url: url) { choice in
      let failure = try #require(throws: CommandFailure.self) {
        _ = one ? [try choice.node()] : try choice.nodes()
      }
      #expect(failure.status == .usage)
      return failure.message.replacingOccurrences(of: choice.settings.file ?? "-", with: "FILE")
    }
  }

  @Test func `without a word it is all nodes of the settings`() throws {
    #expect(try names() == ["prod", "stage", "lab"])
  }

  @Test func `--node picks, in the order that was given`() throws {
    #expect(try names("--node", "lab", "--node", "prod", "--node", "lab") == ["lab", "prod"])
    #expect(
      try complaint("--node", "prd") == "--node: there is no node 'prd': do you mean 'prod'?")
  }

  @Test func `an address replaces the nodes, with the settings of an entry of the same`() throws {
    try choose(["--url", "http://127.0.0.2:8000/"]) { choice in
      let node = try choice.node()
      #expect(node.name.text == "prod")
      #expect(node.configuration.userId == "ann")
      #expect(node.configuration.pollIntervalMs == 250)
    }
    #expect(try names("--url", "http://other:1") == ["other:1"])
  }

  @Test func `the variable is an address that flags come before`() throws {
    #expect(try names(url: "http://127.0.0.3:8000") == ["stage"])
    #expect(try names("--url", "http://x", url: "http://y") == ["x"])
    #expect(try names("--node", "lab", url: "http://y") == ["lab"])
    #expect(try names(url: "") == ["prod", "stage", "lab"])
    #expect(
      try refusal(["CLAWBOARD_BASE_URL": "nonsense"])
        .hasPrefix("CLAWBOARD_BASE_URL: 'nonsense' is not an address"))
  }

  @Test func `--url and --node contradict each other`() throws {
    #expect(
      try complaint("--url", "http://x", "--node", "lab")
        == "--url and --node name nodes in two ways: give one of them")
  }

  @Test func `two nodes at one address need a name`() throws {
    let two = """
      nodes:
      - {name: ann, baseUrl: "http://a", userId: ann}
      - {name: bob, baseUrl: "http://a", userId: bob}

      """
    #expect(
      try complaint("--url", "http://a", settings: two)
        == "--url: several nodes have this address (ann, bob): choose with --node")
    #expect(try names("--url", "http://a", settings: two + "defaultNode: bob") == ["bob"])
  }

  @Test func `the same address on two machines is two nodes, neither of them ours`() throws {
    let far = """
      nodes:
      - {name: one, ssh: ann@one, baseUrl: "http://localhost:8000", sshConfig: /c/ssh}
      - {name: two, ssh: two, baseUrl: "http://localhost:8000"}

      """
    try choose(settings: far) { choice in
      let nodes = try choice.nodes()
      #expect(
        nodes.map(\.address.url) == [
          "ssh://ann@one/http://localhost:8000", "ssh://two/http://localhost:8000",
        ])
      #expect(nodes.map(\.configuration.baseUrl) == nodes.map(\.address))
      #expect(nodes.map(\.sshConfig) == ["/c/ssh", nil])
      #expect(nodes.allSatisfy { $0.configuration.token == nil })
    }
    #expect(try names("--url", "ssh://two/http://localhost:8000/", settings: far) == ["two"])
    #expect(try names("--url", "http://localhost:8000", settings: far) == ["localhost:8000"])
    #expect(try names("--url", "unix:/run/claw.sock", settings: far) == ["claw.sock"])
    #expect(try names("--url", "ssh://ann@new/unix:/s", settings: far) == ["new"])
  }

  @Test func `without settings it is the standard address`() throws {
    #expect(try names(settings: "") == ["localhost:8000"])
  }

  @Test func `one of several is the default one, or has to be said`() throws {
    #expect(
      try complaint(one: true)
        == "several nodes are meant (prod, stage, lab): choose one with --node, or set "
        + "defaultNode in FILE")
    try choose(settings: threeNodes + "defaultNode: lab\n") { choice in
      let node = try choice.node()
      #expect(node.name.text == "lab")
    }
    try choose(["--node", "stage"]) { choice in
      let node = try choice.node()
      #expect(node.name.text == "stage")
      #expect(node.isReadOnly)
    }
  }

  @Test func `what a flag says counts before the entry`() throws {
    let flags = ["--node", "prod", "--user-id", "bob", "--poll-interval-ms", "500"]
    try choose(flags) { choice in
      let configuration = try choice.node().configuration
      #expect(configuration.userId == "bob")
      #expect(configuration.pollIntervalMs == 500)
    }
    try choose(["--node", "lab"]) { choice in
      let nodes = try choice.nodes(requestsPerSecond: 1000)
      #expect(nodes.map(\.configuration.requestsPerSecond) == [7])
    }
  }

  @Test func `one token does not go to several nodes`() throws {
    #expect(
      try complaint("--token-file", "/t")
        == "--token-file: several nodes are meant (prod, stage, lab): choose one with --node")
  }

  @Test func `a file that an entry names is looked at when the node is used`() throws {
    let settings = threeNodes + "- {name: far, baseUrl: 'http://far', tokenFile: none.token}\n"
    #expect(try names("--node", "prod", settings: settings) == ["prod"])
    let words = try complaint("--node", "far", settings: settings)
    #expect(words.hasPrefix("FILE:5: node 'far', tokenFile: '"))
    #expect(words.hasSuffix("/none.token' cannot be read: No such file or directory"))
  }

  @Test func `a value that cannot be used is named as it was given`() throws {
    let range = "1 is out of range: give 100 to 3600000 ms"
    #expect(try refusal([:], "--node", "prod", "--timeout-ms", "1") == "--timeout-ms: \(range)")
    #expect(try refusal(["CLAWBOARD_TIMEOUT_MS": "1"]) == "CLAWBOARD_TIMEOUT_MS: \(range)")
    #expect(
      try complaint("--ca-file", "/none.pem") == "--ca-file: '/none.pem' cannot be read")
    let words = "'/none.pem' cannot be read"
    try choose([], ["CLAWBOARD_CA_FILE": "/none.pem"]) { choice in
      let failure = try #require(throws: CommandFailure.self) { try choice.nodes() }
      #expect(failure.message == "CLAWBOARD_CA_FILE: \(words)")
    }
  }
}
