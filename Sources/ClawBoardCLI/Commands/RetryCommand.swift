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
    let choice = try node.choice()
    let filter = try TaskSelection.check(ids: ids, filter, saved: choice.settings.filterTexts)
    if ids.isEmpty { try Confirmation.check(yes: yes) }
    let status = try await node.withConnections(of: choice, needsLedger: true) { connections in
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
