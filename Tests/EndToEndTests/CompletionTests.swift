import Foundation
import TestSupport
import Testing

/// What the Tab key offers.
struct CompletionTests {
  /// Presses Tab behind these words in bash.
  private func offered(
    _ words: String, state: String = Program.newState, variables: [String: String] = [:]
  ) async throws -> Set<String> {
    let script = """
      eval "$(clawboard --generate-completion-script bash)"
      COMP_WORDS=(clawboard \(words)) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      COMP_LINE="${COMP_WORDS[*]}" COMP_POINT=${#COMP_LINE}
      _clawboard clawboard "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let outcome = try await RunningProgram(
      script: "exec bash -c \"$SCRIPT\"", in: "/", state: state,
      variables: variables.merging(["SCRIPT": script]) { $1 }
    ).outcome()
    #expect(outcome.complaint.isEmpty)
    return Set(outcome.output.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  @Test func `commands, flags and values are offered`() async throws {
    #expect(try await offered("su") == ["submit"])
    #expect(try await offered("wait --time") == ["--timeout", "--timeout-ms"])
    #expect(try await offered("audit --type session.") == ["session.created", "session.deleted"])
  }

  @Test func `nodes are those of the settings`() async throws {
    try await TemporaryFolder.use { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      let path = folder.path + "/config.yaml"
      let settings = "nodes:\n- {name: prod, baseUrl: http://a}\n- {name: lab, baseUrl: http://b}\n"
      try settings.write(toFile: path, atomically: false, encoding: .utf8)
      #expect(
        try await offered("ls --node ''", variables: ["CLAWBOARD_CONFIG": path])
          == ["prod", "lab"])
    }
  }

  @Test func `tasks are those of the ledger, and without one nothing is made`() async throws {
    let state = Program.newState
    #expect(try await offered("show ''", state: state).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: state))
    let tasks = HeldTasks(["aaaa1111": "running", "bbbb2222": "failed"])
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      _ = try await Program.run("ls", "--url", node.url, state: state)
    }
    #expect(try await offered("show ''", state: state) == ["aaaa1111", "bbbb2222"])
    #expect(try await offered("follow ''", state: state) == ["aaaa1111", "bbbb2222"])
    #expect(try await offered("cancel aaaa1111 bb", state: state) == ["bbbb2222"])
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `there is a script for each shell`(shell: String) async throws {
    let outcome = try await Program.run("--generate-completion-script", shell)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("clawboard"))
  }
}
