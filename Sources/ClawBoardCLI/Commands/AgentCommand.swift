import ArgumentParser
import ClawLink
import Foundation
import UnixSignals

struct AgentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent",
    abstract: "One turn with an agent: hand over a message, follow it to its end.",
    usage: "clawboard agent --message <message> [--agent <agent>] [options]",
    discussion: """
      The result goes to standard output, what the agent says while it works to standard error. \
      The exit status is the task's outcome. ^c leaves the task running and says how to find it.

      Example: clawboard agent --message "Plan the authentication feature" --thinking high
      """)

  @OptionGroup var node: NodeOptions

  @Option(name: .shortAndLong, help: "What the agent should do.")
  var message: String

  @Option(help: "Which agent; without it the node's general one, or its first configured.")
  var agent: String?

  @Option(help: "Which model the agent should use.")
  var model: String?

  @Option(help: "How long it may think: off, minimal, low, medium, high, xhigh.")
  var thinking: String?

  @Flag(help: "Print the outcome as one JSON object.")
  var json = false

  @Flag(help: "^c cancels the task.")
  var cancelOnInterrupt = false

  func run() async throws {
    let request = TaskSubmitRequest(
      agentId: agent, input: message, model: model,
      thinking: try thinking.map { text throws(ClawLinkError) in try ThinkingLevel(parsing: text) })
    guard message.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure(.usage, "--message: it is empty: say what the agent should do")
    }
    let status = try await node.withConnection { connection in
      try connection.checkWritable()
      return try await turn(request, over: connection.adapter)
    }
    throw ExitCode(status.rawValue)
  }

  private func turn(
    _ request: TaskSubmitRequest, over adapter: ClawLinkTransportAdapter
  ) async throws -> ExitStatus {
    if model != nil || thinking != nil { await sayWhatIsOnlyText(adapter) }
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    // A node may hang at the submission as well as later: a signal ends either.
    let submitting = Task { try await adapter.submitTask(request) }
    let following = Task {
      let task = try await submitting.value
      Main.say("\(task.id) to \(NodeText(task.agentId).shown) on \(task.node)")
      return try await follow(task, over: adapter)
    }
    let interrupting = Task {
      for await signal in signals {
        submitting.cancel()
        following.cancel()
        return ExitStatus(ending: signal) ?? .interrupted
      }
      return ExitStatus.done
    }
    defer { interrupting.cancel() }
    let task = try await submitting.value
    do {
      let final = try await following.value
      try report(final, of: task)
      return ExitStatus(final.status)
    } catch ClawLinkError.cancelled {
      try await leave(task, over: adapter)
      return await interrupting.value
    }
  }

  /// Says what happens, and gives the last state.
  private func follow(
    _ task: SubmittedTask, over adapter: ClawLinkTransportAdapter
  ) async throws(ClawLinkError) -> TaskState {
    var last = task.state
    var status = task.status
    for try await event in adapter.streamTaskUpdates(task.id) {
      if event.status != status { Main.say(event.status.name.shown.uppercased()) }
      if let text = event.message?.shown, text != last.message?.shown, !event.status.isFinal {
        Main.say((event.progress.map { "\($0)% " } ?? "") + text)
      }
      status = event.status
      last = event.state
    }
    return last
  }

  private func report(_ final: TaskState, of task: SubmittedTask) throws {
    if json {
      print(try JSONOutput.text(AgentTurn(final, of: task)))
    } else if let result = final.result {
      print(result.shownLines)
    }
    if let error = final.error, final.status != .completed { Main.complain(error.shownLines) }
  }

  /// After ^c: the task goes on, unless it was to be cancelled.
  private func leave(_ task: SubmittedTask, over adapter: ClawLinkTransportAdapter) async throws {
    if cancelOnInterrupt {
      // The calling task was not cancelled: this request goes out.
      let outcome = try await adapter.cancelTask(task.id)
      Main.complain("interrupted; \(task.id): \(outcome.words)")
    } else {
      Main.complain(
        "interrupted; \(task.id) goes on: follow it on the board (clawboard --url \(task.node)) "
          + "or list it (clawboard ls --url \(task.node))")
    }
  }

  /// A node that shows no progress prints model and thinking before the prompt and reads neither
  /// (CONTRACT quirk 34).
  private func sayWhatIsOnlyText(_ adapter: ClawLinkTransportAdapter) async {
    guard let health = try? await adapter.health(), health.progress != true else { return }
    Main.complain("this node passes model and thinking on to the agent as text only")
  }
}

/// The outcome of a turn as JSON. The fields are documented in the README and do not change.
private struct AgentTurn: Encodable {
  let id: String
  let node: String
  let agent: String
  let state: String
  let result: String?
  let error: String?
  let executionTime: Double?

  init(_ state: TaskState, of task: SubmittedTask) {
    id = task.id.text.raw
    node = task.node
    agent = task.agentId
    self.state = state.status.name.raw
    result = state.result?.raw
    error = state.error?.raw
    executionTime = state.executionTime
  }
}

extension CancelOutcome {
  fileprivate var words: String {
    switch self {
    case .cancelled: "cancelled"
    case .alreadyFinal(let state): "nothing to cancel, it is \(state.status.name.shown)"
    case .unknownToNode: "not cancelled, the node does not know it"
    }
  }
}
