import ArgumentParser
import ClawLink
import ClawMirror

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

  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  @Option(name: .shortAndLong, help: "What the agent should do; - is standard input.")
  var message: String

  @OptionGroup(title: TaskOptions.title)
  var task: TaskOptions

  @Flag(help: "Print the outcome as one JSON object.")
  var json = false

  @Flag(help: "^c cancels the task.")
  var cancelOnInterrupt = false

  func run() async throws {
    let request = try task.request(
      prompt: message == "-" ? try PromptText.standardInput() : message)
    guard request.input.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure(.usage, "--message: it is empty: say what the agent should do")
    }
    let status = try await node.withConnection { connection in
      try connection.checkWritable()
      return try await turn(request, over: connection)
    }
    throw ExitCode(status.rawValue)
  }

  private func turn(
    _ request: TaskSubmitRequest, over connection: NodeConnection
  ) async throws -> ExitStatus {
    if request.model != nil || request.thinking != nil {
      await sayWhatIsOnlyText(connection.adapter)
    }
    // A node may hang at the submission as well as later: a signal ends either.
    let interruption = await Interruption()
    let task: TaskRecord
    do {
      task = try await interruption.run { try await connection.mirror.submit(request) }
    } catch let end as Interrupted {
      Main.complain("interrupted; nothing was sent")
      throw end
    }
    Main.say("\(task.key.id) to \(task.agent.shown) on \(connection.adapter.node)")
    let waiter = TaskWaiter(
      tasks: [await FoundTask(task, on: connection)],
      hear: { entry in entry.progress.map { Main.say($0) } })
    do {
      for progress in task.history.compactMap(\.progress) { Main.say(progress) }
      let final = try await interruption.run { try await waiter.wait() }.tasks[0].record
      try report(final, of: connection.adapter.node)
      return ExitStatus(final)
    } catch let end as Interrupted {
      try await leave(task, over: connection)
      return end.status
    }
  }

  private func report(_ final: TaskRecord, of node: String) throws {
    if json {
      Output.line(try JSONOutput.text(AgentTurn(final, on: node)))
    } else if let result = final.result {
      Output.line(result.shownLines)
    }
    final.sayEnd()
  }

  /// After ^c: the task goes on, unless it was to be cancelled.
  private func leave(_ task: TaskRecord, over connection: NodeConnection) async throws {
    let id = task.key.id
    if cancelOnInterrupt {
      // The calling task was not cancelled: this request goes out.
      let result = await CancelResult(cancelling: FoundTask(task, on: connection))
      Main.complain("interrupted; \(id): \(result.message)")
    } else {
      let node = connection.adapter.node
      Main.complain(
        "interrupted; \(id) goes on: clawboard follow \(id.abbreviated) --url \(node)")
    }
  }

  /// A node that shows no progress prints model and thinking before the prompt and reads neither
  /// (CONTRACT quirk 34).
  private func sayWhatIsOnlyText(_ adapter: ClawLinkTransportAdapter) async {
    guard let health = try? await adapter.health(), health.progress != true else { return }
    Main.complain("this node passes model and thinking on to the agent as text only")
  }
}

/// The outcome of a turn as JSON. The fields are documented and do not change.
struct AgentTurn: Encodable {
  let id: String
  let node: String
  let agent: String
  let state: String
  let result: String?
  let error: String?
  let executionTime: Double?

  init(_ record: TaskRecord, on node: String) {
    id = record.key.id.text.raw
    self.node = node
    agent = record.agent.raw
    state = record.status.name.raw
    result = record.result?.raw
    error = record.error?.raw
    executionTime = record.executionTime
  }
}

extension HistoryEntry {
  /// What is said of it while an agent works: its states and its words.
  fileprivate var progress: String? {
    switch event {
    case .found(let status), .moved(_, let status): status.name.shown.uppercased()
    case .said(let text?, let progress): (progress.map { "\($0)% " } ?? "") + text.shown
    case .submitted, .said(nil, _), .cancelAsked, .cancelRefused, .lost, .foundAgain, .unreadable:
      nil
    }
  }
}
