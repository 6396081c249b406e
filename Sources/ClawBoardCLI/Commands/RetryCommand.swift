import ArgumentParser
import ClawLink
import ClawMirror

struct RetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Hand tasks over again that are lost or have ended, and print the new ids.",
    usage: "clawboard retry (<id> ... | --filter <filter>) [--yes] [options]",
    discussion: """
      The prompt, agent and context are those of the original; only a task that our own boards or \
      commands submitted can be tried again, as a node tells no prompts. A new task is linked to its \
      original, which is tried once, however often and from wherever this is run; another try is \
      one of the newest. Of what a filter means, tasks that go on or were tried again are skipped; \
      it asks first, when standard input is a terminal, elsewhere it wants --yes. The exit status \
      is 0 when all were handed over or had been, 2 when one cannot be, 8 when an answer was lost.

      Example: clawboard retry 7f3a
      Example: clawboard retry --mark lost --filter 'meta.batch:nightly' --yes
      """)

  @OptionGroup(title: FilterOptions.title)
  var filter: FilterOptions

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(help: "Print a JSON array of what became of each.")
  var json = false

  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  @Argument(help: "Which tasks.", completion: .taskID)
  var ids: [String] = []

  func run() async throws {
    try TaskSelection.check(ids: ids, filter)
    if ids.isEmpty { try Confirmation.check(yes: yes) }
    let status = try await node.withConnections(needsLedger: true) { connections in
      let selection = try await TaskSelection.read(ids: ids, filter, on: connections)
      let misses = selection.complain()
      let results = try await retry(selection.tasks)
      if json { Output.line(try JSONOutput.text(results.map(\.listed))) }
      return ExitStatus.worst(misses + results.compactMap(\.status)) ?? .done
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private func retry(_ tasks: [FoundTask]) async throws -> [RetryResult] {
    var results = tasks.compactMap { RetryResult(skipping: $0, isByFilter: ids.isEmpty) }
    for result in results { result.say(asJSON: json) }
    let wanted = tasks.filter { task in !results.contains { $0.task.record.key == task.record.key }
    }
    guard !wanted.isEmpty else {
      if results.allSatisfy({ $0.status == nil }) { Main.complain("nothing to try again") }
      return results
    }
    if ids.isEmpty, !yes, !isConfirmed(wanted) {
      throw CommandFailure(.refusedByUs, "nothing was sent")
    }
    let interruption = await Interruption()
    for task in wanted {
      let result: RetryResult
      do {
        result = try await interruption.run { try await RetryResult(sending: task) }
      } catch let end as Interrupted {
        result = RetryResult(task, .notSent, end.status, "interrupted: not sent")
      }
      results.append(result)
      result.say(asJSON: json)
    }
    return tasks.compactMap { task in results.first { $0.task.record.key == task.record.key } }
  }

  private func isConfirmed(_ tasks: [FoundTask]) -> Bool {
    Confirmation.ask(
      TaskTable.lines(
        tasks.map(\.view), hasNodes: Set(tasks.map(\.record.key.node)).count > 1,
        width: Output.errorWidth),
      "Hand \(tasks.count == 1 ? "this task" : "these \(tasks.count) tasks") over again?")
  }
}

/// What became of another try.
struct RetryResult: Sendable {
  /// The words of the JSON output; they do not change.
  enum Outcome: String, Encodable {
    case sent
    case sentBefore = "sent-before"
    case live
    case noPrompt = "no-prompt"
    case readOnly = "read-only"
    case notSent = "not-sent"
    case unconfirmed
  }

  let task: FoundTask
  let outcome: Outcome
  /// What it counts for; `nil` where nobody meant this task by name.
  let status: ExitStatus?
  let message: String
  private(set) var newest: TaskID?

  init(
    _ task: FoundTask, _ outcome: Outcome, _ status: ExitStatus?, _ message: String,
    newest: TaskID? = nil
  ) {
    self.task = task
    self.outcome = outcome
    self.status = status
    self.message = message
    self.newest = newest
  }

  /// `nil` for one that can be sent.
  ///
  /// - Parameter isByFilter: nobody named the task: one that goes on is none of what was meant.
  init?(skipping task: FoundTask, isByFilter: Bool) {
    let record = task.record
    if task.connection.isReadOnly {
      let failure = task.connection.readOnlyFailure
      self.init(task, .readOnly, failure.status, failure.message)
    } else if let id = record.retriedAs {
      self.init(
        task, .sentBefore, isByFilter ? nil : .done, "tried again already as \(id.abbreviated)",
        newest: id)
    } else if record.isLive {
      self.init(
        task, .live, isByFilter ? nil : .refusedByUs, "it goes on: cancel it first")
    } else if record.prompt == nil {
      self.init(
        task, .noPrompt, .refusedByUs,
        record.submitter == .us
          ? "its prompt was not stored" : "not submitted from here: its prompt is not known")
    } else {
      return nil
    }
  }

  /// Sends it.
  init(sending task: FoundTask) async throws {
    do {
      let outcome = try await OnceOutcome.ofOneSender {
        try await task.connection.mirror.retry(task.record.key.id, as: task.record.request)
      }
      if case .submitted(let record) = outcome {
        self.init(task, .sent, .done, "tried again as \(record.key.id)", newest: record.key.id)
        return
      }
      let found = try await outcome.task(on: task.connection, else: "as another try")
      let id = found.record.key.id
      self.init(task, .sentBefore, .done, "tried again already as \(id)", newest: id)
    } catch ClawLinkError.cancelled {
      throw ClawLinkError.cancelled
    } catch {
      let failure = try CommandFailure(telling: error)
      self.init(
        task, failure.status == .unconfirmed ? .unconfirmed : .notSent, failure.status,
        failure.message)
    }
  }

  /// The new id goes to standard output, unless that is for JSON.
  func say(asJSON: Bool) {
    Main.complain("\(task.record.key.id) on \(task.record.key.node): \(message)")
    if let newest, status != nil, !asJSON { Output.line(newest.description) }
  }

  /// As printed with `--json`. The fields are documented and do not change.
  struct Listed: Encodable {
    let node: String
    let retryOf: String
    let id: String?
    let outcome: Outcome
    let message: String
  }

  var listed: Listed {
    Listed(
      node: task.record.key.node.text, retryOf: task.record.key.id.text.raw,
      id: newest?.text.raw, outcome: outcome, message: message)
  }
}

extension TaskRecord {
  /// The same once more. What the context says of model and thinking goes as it went.
  fileprivate var request: TaskSubmitRequest {
    TaskSubmitRequest(
      agentId: agent.raw, description: title?.raw, input: prompt?.raw ?? "",
      metadata: context ?? [:])
  }
}
