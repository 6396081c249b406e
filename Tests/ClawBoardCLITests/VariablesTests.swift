import ClawLink
import ClawMirror
import Foundation
import Testing

@testable import ClawBoardCLI

/// The variables of the environment: what they count for, and what is said of them.
struct VariablesTests {
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
