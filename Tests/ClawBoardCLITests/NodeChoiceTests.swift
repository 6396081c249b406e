import ArgumentParser
import ClawLink
import ClawMirror
import Foundation
import Testing

@testable import ClawBoardCLI

/// Flags, the variable and the settings: which nodes are meant, and how they are reached.
struct NodeChoiceTests {
  private static let three = """
    nodes:
    - {name: prod, baseUrl: "http://127.0.0.2:8000", userId: ann, pollIntervalMs: 250}
    - {name: stage, baseUrl: "http://127.0.0.3:8000/", readOnly: true}
    - {name: lab, baseUrl: "https://lab.example", requestsPerSecond: 7}

    """

  private func choose<Value>(
    _ arguments: [String] = [], settings: String = three, url: String? = nil,
    _ environment: [String: String] = [:], _ body: (NodeChoice) throws -> Value
  ) throws -> Value {
    try withSettings(settings) { path in
      let command = try Clawboard.parseAsRoot(["ls", "--config", path] + arguments)
      let list = try #require(command as? ListCommand)
      return try body(
        list.node.choice(
          environment: environment.merging(url.map { ["CLAWBOARD_BASE_URL": $0] } ?? [:]) { $1 }))
    }
  }

  private func names(
    _ arguments: String..., settings: String = three, url: String? = nil
  ) throws -> [String] {
    try choose(arguments, settings: settings, url: url) { choice in
      try choice.nodes().map(\.name.text)
    }
  }

  private func complaint(
    _ arguments: String..., settings: String = three, url: String? = nil,
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
    try choose(settings: Self.three + "defaultNode: lab\n") { choice in
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
    let settings = Self.three + "- {name: far, baseUrl: 'http://far', tokenFile: none.token}\n"
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

  /// What is said of flags and variables that cannot be used.
  private func refusal(
    _ environment: [String: String], _ arguments: String...
  ) throws -> String {
    let failure = try #require(throws: CommandFailure.self) {
      try choose(arguments, environment) { _ = try $0.nodes() }
    }
    #expect(failure.status == .usage)
    #expect(!failure.message.contains("\n"))
    return failure.message
  }

  // MARK: The environment

  @Test func `the environment counts before the settings, flags before the environment`() throws {
    let environment = [
      "CLAWBOARD_USER_ID": "eve", "CLAWBOARD_DEVICE_ID": "desk", "CLAWBOARD_TIMEOUT_MS": "700",
      "CLAWBOARD_POLL_INTERVAL_MS": "70", "CLAWBOARD_NODE": "prod",
    ]
    try choose([], environment) { choice in
      let node = try #require(try choice.nodes().first)
      #expect(node.name.text == "prod")
      #expect(node.configuration.userId == "eve")
      #expect(node.configuration.deviceId == "desk")
      #expect(node.configuration.pollIntervalMs == 70)
      #expect(node.configuration.timeoutMs == 700)
    }
    let flags = ["--node", "lab", "--user-id", "bob", "--poll-interval-ms", "80"]
    try choose(flags, environment) { choice in
      let node = try #require(try choice.nodes().first)
      #expect(node.name.text == "lab")
      #expect(node.configuration.userId == "bob")
      #expect(node.configuration.deviceId == "desk")
      #expect(node.configuration.pollIntervalMs == 80)
    }
  }

  @Test func `an empty variable is none, and an empty user of a flag is nobody`() throws {
    let empty = Dictionary(
      uniqueKeysWithValues: Setting.allCases.compactMap(\.row.variable).map { ($0, "") })
    try choose(["--node", "prod"], empty) { choice in
      let node = try choice.node()
      #expect(node.configuration.userId == "ann")
    }
    try choose(["--node", "prod", "--user-id", ""], ["CLAWBOARD_USER_ID": "eve"]) { choice in
      let node = try choice.node()
      #expect(node.configuration.userId == nil)
    }
  }

  @Test(
    arguments: [
      (
        ["CLAWBOARD_POLL_INTERVAL_MS": "soon"],
        "CLAWBOARD_POLL_INTERVAL_MS: 'soon' is not a whole number: give 50 to 3600000 ms"
      ),
      (["CLAWBOARD_NODE": "prd"], "CLAWBOARD_NODE: there is no node 'prd': do you mean 'prod'?"),
      (
        ["CLAWBOARD_NODE": "prod", "CLAWBOARD_BASE_URL": "http://x"],
        "CLAWBOARD_BASE_URL and CLAWBOARD_NODE name a node in two ways: set one of them"
      ),
      (
        ["CLAWBOARD_TOKEN": "s3cr3t", "CLAWBOARD_TOKEN_FILE": "/x"],
        "CLAWBOARD_TOKEN and CLAWBOARD_TOKEN_FILE give a token in two ways: set one of them"
      ),
      (
        ["CLAWBOARD_TOKEN": "s3cr3t"],
        "CLAWBOARD_TOKEN: several nodes are meant (prod, stage, lab): choose one with --node"
      ),
      (
        ["CLAWBOARD_TOKEN": "s3cr3t s3cr3t"],
        "CLAWBOARD_TOKEN: it is empty or holds spaces, line breaks or other than ASCII"
      ),
    ] as [([String: String], String)])
  func `a variable that cannot be used is named`(
    environment: [String: String], words: String
  ) throws {
    #expect(try refusal(environment) == words)
  }

  @Test func `a token of the environment goes to one node, in place of the file of the settings`()
    throws
  {
    let settings = "nodes:\n- {name: a, baseUrl: 'http://localhost:1', tokenFile: none.token}\n"
    let environment = ["CLAWBOARD_TOKEN": "s3cr3t"]
    let token = try BearerToken("s3cr3t")
    try choose(settings: settings, environment) { choice in
      let node = try #require(try choice.nodes().first)
      #expect(node.configuration.token == token)
    }
    try choose(
      ["--url", "http://far.example"], settings: settings, environment
    ) { choice in
      let failure = try #require(throws: CommandFailure.self) { try choice.node() }
      #expect(
        failure.message
          == "CLAWBOARD_TOKEN: http://far.example is plain http to another machine, where the token "
          + "could be read: use https, or allow it with --send-token-in-clear")
    }
    try choose(["--token-file", "/none"], settings: settings, environment) { choice in
      let failure = try #require(throws: CommandFailure.self) { try choice.node() }
      #expect(
        failure.message == "--token-file: '/none' cannot be read: No such file or directory")
    }
  }

  @Test func `a variable that is nearly one of ours is said, others are left alone`() throws {
    let remarks = try Variables([
      "CLAWBOARD_USERID": "ann", "CLAWBOARD_TIMEOUT": "1", "CLAWBOARD_URL": "http://x",
      "CLAWBOARD_COLOUR": "red", "USER": "x",
      "CLAWBOARD_USER_ID": "ann", "CLAWBOARD_": "",
    ]).remarks
    #expect(
      remarks == [
        "CLAWBOARD_TIMEOUT: there is no such variable: do you mean CLAWBOARD_TIMEOUT_MS?",
        "CLAWBOARD_URL: there is no such variable: do you mean CLAWBOARD_BASE_URL?",
        "CLAWBOARD_USERID: there is no such variable: do you mean CLAWBOARD_USER_ID?",
      ])
  }
}
