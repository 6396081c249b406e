import ClawLink
import Foundation
import Testing

@testable import ClawBoardCLI

/// The settings as people write them, and every fault in one line.
struct SettingsTests {
  private func read(_ text: String, mode: Int = 0o600) throws -> Settings {
    try withSettings(text, mode: mode) { path in
      try Settings.read(path: path)
    }
  }

  /// What is said of these settings, without the path of the file.
  private func complaint(_ text: String, mode: Int = 0o600) throws -> String {
    try withSettings(text, mode: mode) { path in
      let failure = try #require(throws: CommandFailure.self) {
        try Settings.read(path: path)
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
          anonymousDiscovery: On
        - {name: stage 2, baseUrl: "http://localhost:8000"}
      """)
    #expect(settings.defaultNode == "prod")
    #expect(settings.nodes.map(\.name) == ["prod", "stage 2"])
    let prod = settings.nodes[0].values
    #expect(prod.text(.baseUrl) == "https://build.example:8443/")
    #expect(prod.text(.userId) == "ann")
    #expect(prod.text(.deviceId) == "laptop")
    let folder = try #require(settings.file.map { ($0 as NSString).deletingLastPathComponent })
    #expect(prod.text(.tokenFile) == folder + "/prod.token")
    #expect(prod.text(.caFile) == "/etc/ca.pem")
    #expect(prod.isOn(.sendTokenInClear))
    #expect(
      [.pollIntervalMs, .timeoutMs, .requestsPerSecond].map { prod.number($0) } == [250, 5000, 20])
    #expect(prod.isOn(.readOnly))
    #expect(prod.isOn(.anonymousDiscovery))
    #expect(settings.nodes[1].values[.readOnly] == nil)
  }

  @Test func `a socket and a machine behind ssh are addresses`() throws {
    let settings = try read(
      """
      nodes:
      - {name: socket, unix: run/claw.sock}
      - {name: prefix, unix: /run/claw.sock, baseUrl: "http://localhost/claw"}
      - {name: far, ssh: ann@build, baseUrl: "http://localhost:8000", sshConfig: ssh_config}
      - {name: far socket, ssh: build, unix: /run/claw.sock}
      """)
    let folder = try #require(settings.file.map { ($0 as NSString).deletingLastPathComponent })
    #expect(
      try settings.nodes.map { try $0.values.address().url } == [
        "unix:\(folder)/run/claw.sock", "unix:/run/claw.sock:/claw",
        "ssh://ann@build/http://localhost:8000", "ssh://build/unix:/run/claw.sock",
      ])
    #expect(settings.nodes[2].values.text(.sshConfig) == folder + "/ssh_config")
  }

  @Test(arguments: ["", "\n", "# nothing yet\n", "nodes:\n", "nodes: []\n", "---\n"])
  func `a file without nodes is none`(text: String) throws {
    #expect(try read(text).nodes.isEmpty)
  }

  @Test func `no standard file is fine, and a file that was asked for must be there`() throws {
    #expect(try Settings.read(nil, environment: noSettings) == Settings())
    let failure = try #require(throws: CommandFailure.self) {
      try Settings.read(path: "/dev/null/none")
    }
    #expect(failure.status == .usage)
    #expect(failure.message.hasPrefix("--config: the settings '/dev/null/none': cannot be read: "))
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
        "FILE:1: there is no key 'colour': use nodes, board, filters, templates, keys, commands, agents, defaultNode, ledger, keepDays, keepTasks, "
          + "storePrompts, anonymousDiscovery"
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
      (
        good + "  timeoutMs: soon",
        "FILE:4: node 'a', timeoutMs: 'soon' is not a whole number: give 100 to 3600000 ms"
      ),
      (
        good + "  readOnly: maybe",
        "FILE:4: node 'a', readOnly: 'maybe' is not true or false: write one of them"
      ),
      (
        good + "  userId: [ann]",
        "FILE:4: node 'a', userId: it is not one text: write it in one line"
      ),
      (
        good + "  caFile: ''",
        "FILE:4: node 'a', caFile: it is empty: give a value, or leave it out"
      ),
      (
        "nodes:\n- name: a\n  baseUrl: ftp://a",
        "FILE:3: node 'a', baseUrl: 'ftp://a' has the scheme 'ftp': use http or https"
      ),
      (
        good + "- name: a\n  baseUrl: http://b",
        "FILE:4: node 'a', name: line 2 has this name already: give each node its own"
      ),
      (
        good + "  ssh: -oProxyCommand=id",
        "FILE:4: node 'a', ssh: '-oProxyCommand=id' begins with '-', as an option does: "
          + "write user@host, or a host of ssh's settings"
      ),
      (
        good + "  ssh: build host",
        "FILE:4: node 'a', ssh: 'build host' holds signs that no host has: "
          + "write user@host, or a host of ssh's settings"
      ),
      (
        "nodes:\n- name: a\n  baseUrl: https://a\n  ssh: build",
        "FILE:3: node 'a', baseUrl: 'https://a' is behind ssh, which encrypts already: use http"
      ),
      (
        good + "  unix: /run/claw.sock",
        "FILE:3: node 'a', baseUrl: 'http://a' is not where a unix socket leads: leave it out, "
          + "or write http://localhost and the path"
      ),
      (
        "nodes:\n- name: a\n  ssh: build\n  unix: claw.sock",
        "FILE:4: node 'a', unix: 'claw.sock' is not the path of a socket from the root on, "
          + "as /run/claw.sock is"
      ),
      (
        "nodes:\n- name: a\n  ssh: build", "FILE:2: node 1: it has no baseUrl"
      ),
      (
        good + "  sshConfig: ssh_config",
        "FILE:4: node 'a', sshConfig: there is no ssh that would read it: give one, or take it out"
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

  private func text(with setting: Setting, _ value: String) -> String {
    if setting.row.places.contains(.board) {
      return Self.good + "board:\n  \(setting.rawValue): \(value)"
    }
    guard setting.row.places.contains(.entry) else {
      return Self.good + "\(setting.rawValue): \(value)\n"
    }
    let others = ["name": "a", "baseUrl": "http://a"].filter { $0.key != setting.rawValue }
    let keys = others.sorted { $0.key < $1.key } + [(key: setting.rawValue, value: value)]
    return "nodes:\n- " + keys.map { "\($0.key): \($0.value)" }.joined(separator: "\n  ")
  }

  @Test(arguments: Setting.allCases.filter { !$0.row.places.isEmpty })
  func `a list and a mapping are no value of a key, but for a list of states`(setting: Setting)
    throws
  {
    let isList = setting.row.kind == .states
    for value in isList ? ["{x: 1}"] : ["[x, y]", "{x: 1}"] {
      let words = try complaint(text(with: setting, value))
      #expect(words.contains("\(setting.rawValue): it is not "))
      #expect(words.wholeMatch(of: /FILE:[345]: .*/) != nil)
      let twice = text(with: setting, "x") + "\n  \(setting.rawValue): x"
      if !setting.row.places.isDisjoint(with: [.entry, .board]) {
        #expect(try complaint(twice).hasSuffix("\(setting.rawValue): it stands twice: leave one"))
      }
    }
  }

  @Test func `what holds for all nodes is read, and counts where an entry says nothing`() throws {
    let settings = try read(
      """
      ledger: here.sqlite
      keepDays: 7
      keepTasks: 0
      storePrompts: no
      anonymousDiscovery: true
      """)
    let folder = try #require(settings.file.map { ($0 as NSString).deletingLastPathComponent })
    #expect(settings.values.text(.ledger) == folder + "/here.sqlite")
    #expect(settings.values.number(.keepDays) == 7)
    #expect(settings.values.number(.keepTasks) == 0)
    #expect(!settings.values.isOn(.storePrompts))
    #expect(settings.values.isOn(.anonymousDiscovery))
    #expect(Settings().values.isOn(.storePrompts))
    #expect(!Settings().values.isOn(.anonymousDiscovery))
  }

  @Test(
    arguments: [
      ("token: s3cr3t\n" + good, "FILE:1: token: "),
      (good + "  token: s3cr3t", "FILE:4: node 1: token: "),
      (good + "  Token: [s3cr3t]", "FILE:4: node 1: token: "),
    ])
  func `a token in the settings is refused and not repeated`(text: String, place: String) throws {
    #expect(
      try complaint(text) == place
        + "a token does not belong here: put it into a file of its own and name that with tokenFile"
    )
  }

  @Test(arguments: [0o620, 0o602, 0o666])
  func `settings that others can change are refused`(mode: Int) throws {
    #expect(
      try complaint(Self.good, mode: mode)
        == "--config: the settings 'FILE': can be changed by others: chmod go-w keeps it yours")
  }

  @Test(arguments: [0o600, 0o644, 0o400])
  func `settings that others can only read are taken`(mode: Int) throws {
    #expect(try read(Self.good, mode: mode).nodes.count == 1)
  }

  @Test func `a folder and an endless file are no settings`() throws {
    for path in ["/", "/dev/zero"] {
      let failure = try #require(throws: CommandFailure.self) {
        try Settings.read(path: path)
      }
      #expect(failure.status == .usage)
    }
  }
}
