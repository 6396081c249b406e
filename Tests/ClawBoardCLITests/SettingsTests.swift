import Foundation
import Testing

@testable import ClawBoardCLI

/// The settings as people write them, and every fault in one line.
struct SettingsTests {
  private func read(_ text: String, mode: Int = 0o600) throws -> Settings {
    try withSettings(text, mode: mode) { path in
      try Settings.read(path: path, environment: [:])
    }
  }

  /// What is said of these settings, without the path of the file.
  private func complaint(_ text: String, mode: Int = 0o600) throws -> String {
    try withSettings(text, mode: mode) { path in
      let failure = try #require(throws: CommandFailure.self) {
        try Settings.read(path: path, environment: [:])
      }
      #expect(failure.status == .usage)
      #expect(!failure.message.contains("\n"))
      #expect(failure.message.contains(path))
      return failure.message.replacingOccurrences(of: path, with: "FILE")
    }
  }

  @Test func `every key of an entry is read`() throws {
    let settings = try read(
      """
      # Where our agents work.
      defaultNode: prod
      nodes:
        - name: prod
          baseUrl: https://build.example:8443/
          userId: ann
          deviceId: laptop
          tokenFile: prod.token
          caFile: /etc/ca.pem
          sendTokenInClear: true
          pollIntervalMs: 250
          timeoutMs: 5000
          requestsPerSecond: 20
          readOnly: yes
        - {name: stage 2, baseUrl: "http://localhost:8000"}
      """)
    #expect(settings.defaultNode == "prod")
    #expect(settings.nodes.map(\.name) == ["prod", "stage 2"])
    let prod = settings.nodes[0]
    #expect(prod.baseUrl == "https://build.example:8443/")
    #expect(prod.userId == "ann")
    #expect(prod.deviceId == "laptop")
    let folder = try #require(settings.file.map { ($0 as NSString).deletingLastPathComponent })
    #expect(prod.tokenFile == folder + "/prod.token")
    #expect(prod.caFile == "/etc/ca.pem")
    #expect(prod.sendTokenInClear == true)
    #expect([prod.pollIntervalMs, prod.timeoutMs, prod.requestsPerSecond] == [250, 5000, 20])
    #expect(prod.readOnly == true)
    #expect(settings.nodes[1].readOnly == nil)
  }

  @Test(arguments: ["", "\n", "# nothing yet\n", "nodes:\n", "nodes: []\n", "---\n"])
  func `a file without nodes is none`(text: String) throws {
    #expect(try read(text).nodes.isEmpty)
  }

  @Test func `no standard file is fine, and a file that was asked for must be there`() throws {
    #expect(try Settings.read(path: nil, environment: noSettings) == Settings())
    let failure = try #require(throws: CommandFailure.self) {
      try Settings.read(path: "/dev/null/none", environment: [:])
    }
    #expect(failure.status == .usage)
    #expect(failure.message.hasPrefix("the settings '/dev/null/none': cannot be read: "))
  }

  @Test func `the standard file is below XDG_CONFIG_HOME`() {
    #expect(
      Settings.standardPath(["XDG_CONFIG_HOME": "/c"]) == "/c/clawboard/config.yaml")
    #expect(
      Settings.standardPath(["XDG_CONFIG_HOME": "c"])
        == NSHomeDirectory() + "/.config/clawboard/config.yaml")
  }

  private static let good = "nodes:\n- name: a\n  baseUrl: http://a\n"

  @Test(
    arguments: [
      ("node: []", "FILE:1: there is no key 'node': do you mean 'nodes'?"),
      (
        "colour: red",
        "FILE:1: there is no key 'colour': use nodes, defaultNode, ledger, keepDays, keepTasks"
      ),
      ("just text", "FILE:1: not a mapping: write 'nodes:' and what belongs to it"),
      ("nodes: prod", "FILE:1: nodes: not a list: begin each node with '- name:'"),
      ("nodes: {name: a}", "FILE:1: nodes: not a list: begin each node with '- name:'"),
      ("nodes:\n- prod", "FILE:2: node 1: not a mapping: write 'name:' and what belongs to it"),
      ("nodes:\n- baseUrl: http://a", "FILE:2: node 1: it has no name"),
      ("nodes:\n- name: a", "FILE:2: node 1: it has no baseUrl"),
      (
        good + "  pollIntervallMs: 5",
        "FILE:4: node 1: there is no key 'pollIntervallMs': do you mean 'pollIntervalMs'?"
      ),
      (
        good + "  pollIntervalMs: 5",
        "FILE:4: node 'a', pollIntervalMs: 5 is out of range: give 50 to 3600000 ms"
      ),
      (
        good + "  requestsPerSecond: 0",
        "FILE:4: node 'a', requestsPerSecond: 0 is out of range: give 1 to 10000"
      ),
      (good + "  timeoutMs: soon", "FILE:4: node 1, timeoutMs: 'soon' is not a whole number"),
      (good + "  readOnly: maybe", "FILE:4: node 1, readOnly: 'maybe' is not true or false"),
      (good + "  userId: [ann]", "FILE:4: node 1, userId: it is not one text"),
      (
        "nodes:\n- name: a\n  baseUrl: ftp://a",
        "FILE:3: node 'a', baseUrl: 'ftp://a' has the scheme 'ftp': use http or https"
      ),
      (
        good + "- name: a\n  baseUrl: http://b",
        "FILE:4: node 'a', name: line 2 has this name already: give each node its own"
      ),
      (good + "  userId: a\n  userId: b", "FILE:4: userId: it stands twice: leave one"),
      (
        good + "defaultNode: b", "FILE:4: defaultNode: there is no node 'b': do you mean 'a'?"
      ),
      (
        "nodes:\n- name: \"a\\e[2J\"\n  baseUrl: http://a",
        "FILE:2: node 1, name: 'a^[[2J' cannot be shown on one line: "
          + "give 1 to 32 letters, digits or signs"
      ),
      (
        "nodes: [",
        "FILE:2: not YAML (did not find expected node content): "
          + "check signs and indentation there"
      ),
    ] as [(String, String)])
  func `a fault is named with its line and the way out`(text: String, words: String) throws {
    #expect(try complaint(text) == words)
  }

  @Test(arguments: [0o620, 0o602, 0o666])
  func `settings that others can change are refused`(mode: Int) throws {
    #expect(
      try complaint(Self.good, mode: mode)
        == "the settings 'FILE': can be changed by others: chmod go-w keeps it yours")
  }

  @Test(arguments: [0o600, 0o644, 0o400])
  func `settings that others can only read are taken`(mode: Int) throws {
    #expect(try read(Self.good, mode: mode).nodes.count == 1)
  }

  @Test func `a folder and an endless file are no settings`() throws {
    for path in ["/", "/dev/zero"] {
      let failure = try #require(throws: CommandFailure.self) {
        try Settings.read(path: path, environment: [:])
      }
      #expect(failure.status == .usage)
    }
  }
}
