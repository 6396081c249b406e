import ArgumentParser
import ClawLink

/// How a task is to be done.
struct TaskOptions: ParsableArguments {
  static let title = "How it is to be done"

  @Option(help: "Which agent; without it the node's general one, or its first configured.")
  var agent: String?

  @Option(help: "A title for people.")
  var description: String?

  @Option(help: "Which model the agent should use.")
  var model: String?

  @Option(help: "How long it may think: off, minimal, low, medium, high, xhigh.")
  var thinking: String?

  @Option(
    help: ArgumentHelp(
      "Something of your own that goes with it; can be repeated.", valueName: "key=value"))
  var metadata: [String] = []

  /// The task with this prompt, as it will be sent.
  func line(prompt: String, once: String?) throws -> SubmitLine {
    SubmitLine(request: try request(prompt: prompt), once: once, node: nil, place: nil)
  }

  func request(prompt: String) throws -> TaskSubmitRequest {
    TaskSubmitRequest(
      agentId: agent, description: description, input: prompt, model: model,
      thinking: try thinking.map { text throws(ClawLinkError) in try ThinkingLevel(parsing: text) },
      metadata: try ownMetadata())
  }

  private func ownMetadata() throws(CommandFailure) -> [String: JSONValue] {
    var values: [String: JSONValue] = [:]
    for pair in metadata {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let key = parts.first.map(String.init), !key.isEmpty else {
        throw CommandFailure(
          .usage, "--metadata: '\(NodeText(pair).shown(upTo: 60))' is not written key=value")
      }
      guard values[key] == nil else {
        throw CommandFailure(
          .usage, "--metadata: '\(NodeText(key).shown(upTo: 60))' stands twice: leave one")
      }
      values[key] = .string(String(parts[1]))
    }
    return values
  }
}
