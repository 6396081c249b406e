import Foundation
import TestSupport
import Testing

/// One user's commands on one node, one after the other and at once: they share a ledger.
///
/// Suites that use it run serialized: with many processes at once the nodes of other tests do not
/// answer in time.
struct CommandScene: Sendable {
  let url: String
  let state = Program.newState

  /// Runs `body` on a node of ours, which works on so many tasks at once.
  static func onOurs<Value>(
    slots: Int = 8, _ body: (CommandScene, RunningNode) async throws -> Value
  ) async throws -> Value {
    try await RunningNode.run(options: "--slots", String(slots)) {
      try await body(CommandScene(url: $0.url), $0)
    }
  }

  /// Runs `body` on the real node as it is played. Its tasks seem to be a minute old when they are
  /// new: what is pending counts as work.
  static func onReal<Value>(
    _ body: (CommandScene, RealNode, MisbehavingNode) async throws -> Value
  ) async throws -> Value {
    let played = try RealNode(now: { Date() - 60 })
    return try await MisbehavingNode.running(played.behaviour) {
      try await body(CommandScene(url: $0.url), played, $0)
    }
  }

  /// A command line that means this node.
  func line(_ arguments: [String]) -> [String] {
    arguments + ["--url", url, "--poll-interval-ms", "100"]
  }

  /// Runs a command to its end.
  func run(_ arguments: String..., input: String? = nil) async throws -> Program.Outcome {
    try await begin(arguments, input: input).outcome()
  }

  /// Begins a command.
  func begin(_ arguments: [String], input: String? = nil) throws -> RunningProgram {
    try RunningProgram(line(arguments), state: state, input: input)
  }

  func begin(_ arguments: String...) throws -> RunningProgram { try begin(arguments) }

  /// Runs shell commands in which `$on` stands for the options of this node.
  func shell(_ script: String) async throws -> Program.Outcome {
    let options = line([]).joined(separator: " ")
    return try await RunningProgram(
      Program.shell(script: script.replacing("$on", with: options), state: state)
    ).outcome()
  }

  /// - Returns: the whole id.
  func submit(_ prompt: String, _ options: String...) async throws -> String {
    let outcome = try await begin(["submit", prompt] + options).outcome()
    try #require(!outcome.output.isEmpty, "\(outcome.complaint)")
    return outcome.output.lines[0]
  }

  /// The ids of the tasks in a command's JSON array.
  func ids(_ arguments: String...) async throws -> [String] {
    let outcome = try await begin(arguments + ["--json"]).outcome()
    let tasks = try #require(JSONTree(Data(outcome.output.utf8))?.array, "\(outcome)")
    return tasks.compactMap { $0["id"]?.text }
  }
}

/// The status, words on standard error, and what was printed.
func expect(
  _ outcome: Program.Outcome, status: Int32, says words: String = "", prints output: String? = nil,
  at place: SourceLocation = #_sourceLocation
) {
  #expect(outcome.status == status, "\(outcome)", sourceLocation: place)
  #expect(
    words.isEmpty || outcome.complaint.contains(words), "\(outcome)", sourceLocation: place)
  if let output {
    #expect(outcome.output == output, "\(outcome.complaint)", sourceLocation: place)
  }
}
