import ArgumentParser
import ClawLink
import ClawMirror

struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Hand tasks to a node and print their ids.",
    usage: """
      clawboard submit [--agent <agent>] [--wait] [options] <prompt>
             clawboard submit [options] (- | --file <file> | --batch <file>)
      """,
    discussion: """
      Of several nodes it needs one: --node, or defaultNode in the settings. Without --agent the \
      node's general one works, or its first configured.

      With --once nothing is sent when a task went to that node under that key before: its id is \
      printed, or after a retry that of the newest try. With --batch each line of a file is a JSON \
      object with prompt and, where wanted, agent, description, model, thinking, metadata, once, \
      node. All lines are checked before the first is sent; they go one after the other.

      An answer that was lost ends with 8: the task may be at work, and clawboard ls names it.

      Example: clawboard submit --agent claude "Add login throttling" --wait
      Example: git diff | clawboard submit --agent claude --description Review -
      Example: clawboard submit --batch tonight.ndjson --once "$(date +%F)"
      """)

  @OptionGroup(title: TaskOptions.title)
  var task: TaskOptions

  @Option(help: "Read the prompt from a file.", completion: .file())
  var file: String?

  @Option(
    help: "Hand over one task for each line of a file; - is standard input.", completion: .file())
  var batch: String?

  @Option(
    help:
      "Hand it over once under this key, however often this is run; with --batch the line's number goes with it."
  )
  var once: String?

  @Flag(help: "Wait for the end; the exit status is the outcome.")
  var wait = false

  @Flag(help: "Wait likewise, print what happens on standard error, then the result.")
  var follow = false

  @Option(help: "How long to wait at most, as 90s, 10m, 2h.", transform: TimeSpan.read)
  var timeout: TimeSpan?

  @Flag(help: "Print JSON: one object, with --batch an array, of the fields of ls.")
  var json = false

  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  @Argument(help: "What the agent should do; - is standard input.")
  var prompt: String?

  func validate() throws {
    guard [prompt, file, batch].compactMap(\.self).count == 1 else {
      throw ValidationError("give the prompt in one way: as an argument, -, --file or --batch")
    }
    if batch != nil, follow { throw ValidationError("--follow is for one task: use --wait") }
    if timeout != nil, !wait, !follow {
      throw ValidationError("--timeout wants --wait or --follow")
    }
  }

  func run() async throws {
    let lines = try lines()
    let needsLedger = lines.contains { $0.once != nil }
    let choice = try node.choice()
    let standard = try lines.contains { $0.node == nil } ? choice.node() : nil
    let named = Set(lines.compactMap(\.node))
    let nodes = try named.isEmpty ? [] : choice.nodes().filter { named.contains($0.name.text) }
    let all = nodes + [standard].compactMap(\.self).filter { !named.contains($0.name.text) }
    let status = try await node.use(all, of: choice, needsLedger: needsLedger) { connections in
      let submitter = TaskSubmitter(connections: connections, standard: standard?.name)
      try await submitter.check(lines)
      return try await hand(over: lines, by: submitter)
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private func lines() throws -> [SubmitLine] {
    if let batch {
      return try BatchFile(path: batch).lines(standard: task, once: once)
    }
    let text = try prompt.map { $0 == "-" ? try PromptText.standardInput() : $0 }
    return [
      try task.line(
        prompt: try text ?? PromptText.file(file ?? ""), once: once)
    ]
  }

  private func hand(
    over lines: [SubmitLine], by submitter: TaskSubmitter
  ) async throws -> ExitStatus {
    let interruption = await Interruption()
    var tasks: [FoundTask] = []
    var statuses: [ExitStatus] = []
    for (index, line) in lines.enumerated() {
      do {
        let found = try await interruption.run { try await submitter.submit(line) }
        tasks.append(found)
        if !json { Output.line(found.record.key.id.description) }
      } catch let end as Interrupted {
        let rest = lines.count - index
        Main.complain(
          "interrupted; \(rest) of \(lines.count) \(rest == 1 ? "was" : "were") not sent")
        statuses.append(end.status)
        break
      } catch {
        let failure = try CommandFailure(telling: error)
        Main.complain((line.place.map { "\($0): " } ?? "") + failure.message)
        statuses.append(failure.status)
      }
    }
    if wait || follow, !tasks.isEmpty, statuses.allSatisfy({ $0.rawValue < 128 }) {
      return ExitStatus.worst(statuses + [try await end(of: tasks, interruption)]) ?? .done
    }
    try show(tasks.map(\.view))
    return ExitStatus.worst(statuses) ?? .done
  }

  private func show(_ tasks: [TaskView]) throws {
    guard json else { return }
    let listed = tasks.map { ListedTask($0) }
    if batch == nil, let task = listed.first {
      Output.line(try JSONOutput.text(task))
    } else if batch != nil {
      Output.line(try JSONOutput.text(listed))
    }
  }

  private func end(
    of tasks: [FoundTask], _ interruption: Interruption
  ) async throws -> ExitStatus {
    let follow = follow
    for entry in tasks.flatMap(\.record.history) where follow { Main.say(ShownEvent(entry).line) }
    let waiter = TaskWaiter(
      tasks: tasks, limit: timeout?.duration,
      hear: { if follow { Main.say(ShownEvent($0).line) } })
    do {
      let outcome = try await interruption.run { try await waiter.wait() }
      try show(outcome.tasks)
      if outcome.isLate { outcome.sayWhatGoesOn(after: timeout) }
      for task in outcome.tasks.map(\.record) where !task.isLive {
        if follow, !json, let result = task.result { Output.line(result.shownLines) }
        task.sayEnd()
      }
      return outcome.status
    } catch let end as Interrupted {
      try show(tasks.map(\.view))
      Main.complain("interrupted; \(tasks.count == 1 ? "the task goes" : "the tasks go") on")
      return end.status
    }
  }
}
