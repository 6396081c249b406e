import Foundation
import TestSupport
import Testing

/// A fault in the settings is one line with its place and the way out, and nothing is started.
struct WrongSettingsTests {
  private static let commands = [
    ["ls"], ["board"], ["submit", "--agent", "ollama", "Hi"], ["config"],
  ]

  /// Settings, with `URL` for the address of a node that works, and what is said of them after the
  /// path.
  private static let faults: [(text: String, words: String)] = [
    (
      "nodes:\n- name: n\n  baseUrl: URL\n  pollIntervallMs: 5\n",
      ":4: node 1: there is no key 'pollIntervallMs': do you mean 'pollIntervalMs'?"
    ),
    (
      "nodes:\n- name: n\n  baseUrl: URL\n  timeoutMs: soon\n",
      ":4: node 'n', timeoutMs: 'soon' is not a whole number: give 100 to 3600000 ms"
    ),
    (
      "storePrompts: 2\nnodes:\n- name: n\n  baseUrl: URL\n",
      ":1: storePrompts: '2' is not true or false: write one of them"
    ),
    (
      "nodes:\n- name: n\n  baseUrl: URL\n- name: n\n  baseUrl: URL/b\n",
      ":4: node 'n', name: line 2 has this name already: give each node its own"
    ),
    (
      "nodes:\n- name: n\n  baseUrl: URL\n  token: s3cr3t\n",
      ":4: node 1: token: a token does not belong here: put it into a file of its own and name that "
        + "with tokenFile"
    ),
    ("nodes:\n- name: n\n  baseUrl: URL\n  userId: a\n  userId: b\n", ": userId: it stands twice"),
  ]

  @Test(arguments: faults, commands)
  func `nothing is started`(fault: (text: String, words: String), command: [String]) async throws {
    try await MisbehavingNode.running(.wellBehaved()) { node in
      let text = fault.text.replacingOccurrences(of: "URL", with: node.url)
      try await SettingsFile.use(text) { file in
        let outcome = try await file.run(command)
        expect(outcome, says: fault.words)
        #expect(outcome.complaint.hasPrefix("clawboard: \(file.path):"))
        #expect(!outcome.complaint.contains("s3cr3t"))
        #expect(outcome.output.isEmpty)
        #expect(try file.kept().isEmpty)
      }
      #expect(node.requests.isEmpty)
    }
  }

  @Test(arguments: commands)
  func `nor with a token that cannot be used`(command: [String]) async throws {
    try await MisbehavingNode.running(.wellBehaved()) { node in
      let settings =
        "nodes:\n- name: n\n  baseUrl: \(node.url)\n  tokenFile: n.token\n"
      try await SettingsFile.use(settings) { file in
        let place = "\(file.path):4: node 'n', tokenFile: "
        let missing = try await file.run(command)
        expect(missing, says: "\(place)'\(file.folder)/n.token' cannot be read: No such file")
        for mode in [0o640, 0o604] {
          try file.write("s3cr3t", to: "n.token", mode: mode)
          let open = try await file.run(command)
          expect(
            open,
            says: "\(place)others can read '\(file.folder)/n.token': chmod 600 keeps it yours\n")
        }
        try file.write("s3cr3t s3cr3t", to: "n.token")
        let unfit = try await file.run(command)
        expect(unfit, says: "\(place)it is empty or holds spaces")
        #expect(!unfit.complaint.contains("s3cr3t"))
        #expect(try file.kept().isEmpty)
      }
      #expect(node.requests.isEmpty)
    }
  }

  @Test(arguments: commands)
  func `nor with a variable that cannot be used`(command: [String]) async throws {
    try await MisbehavingNode.running(.wellBehaved()) { node in
      try await SettingsFile.use("") { file in
        for (name, value, words) in [
          ("CLAWBOARD_TIMEOUT_MS", "soon", "'soon' is not a whole number: give 100 to 3600000 ms"),
          ("CLAWBOARD_CA_FILE", "/none", "'/none' cannot be read"),
          ("CLAWBOARD_NODE", "n", "there is no node 'n'"),
          ("CLAWBOARD_TOKEN", "s3cr3t s3cr3t", "it is empty or holds spaces"),
          ("CLAWBOARD_TOKEN_FILE", "/none", "'/none' cannot be read"),
        ] {
          let address = name == "CLAWBOARD_NODE" ? "" : node.url
          let outcome = try await file.run(
            command, variables: ["CLAWBOARD_BASE_URL": address, name: value])
          expect(outcome, says: "clawboard: \(name): \(words)")
          #expect(!outcome.complaint.contains("s3cr3t"))
          #expect(try file.kept().isEmpty)
        }
      }
      #expect(node.requests.isEmpty)
    }
  }

  /// One line that says it, and the status.
  private func expect(_ outcome: Program.Outcome, says words: String) {
    #expect(outcome.status == 64)
    #expect(outcome.complaint.contains(words))
    #expect(outcome.complaint.split(separator: "\n").count == 1)
  }
}
