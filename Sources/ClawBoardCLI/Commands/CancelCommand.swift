import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Cancel tasks.",
    usage: "clawboard cancel (<id> ... | --filter <filter>) [--yes] [options]",
    discussion: """
      It asks first, when standard input is a terminal; elsewhere it wants --yes. Of what a filter \
      means, tasks that have ended, are lost or stand on a read-only node are skipped, and said. An \
      id may be cut to its first characters, four or more. The exit status is 0 when all are \
      cancelled now, 2 when one had ended already or is on a read-only node, 8 when an answer was \
      lost; the worst counts. A node that shows no progress does not stop its agents: that is said.

      Example: clawboard cancel 7f3a 91bc --yes
      Example: clawboard cancel --filter 'agent:claude state:live who:me'
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
    try Confirmation.check(yes: yes)
    let status = try await node.withConnections(of: choice) { connections in
      let selection = try await TaskSelection.read(ids: ids, filter, on: connections)
      let misses = selection.complain()
      let results = try await cancel(selection.tasks)
      if json { Output.line(try JSONOutput.text(results.map(\.listed))) }
      return ExitStatus.worst(misses + results.compactMap(\.status)) ?? .done
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private func cancel(_ tasks: [FoundTask]) async throws -> [CancelResult] {
    let plan = tasks.map { CancelPlan($0, isByFilter: ids.isEmpty) }
    var results = plan.compactMap(\.skipped)
    CancelPlan.say(results, isByFilter: ids.isEmpty)
    let wanted = plan.filter { $0.skipped == nil }.map(\.task)
    guard !wanted.isEmpty else {
      if misses(results) { Main.complain("nothing to cancel") }
      return results
    }
    if !yes, !Confirmation.ask(CancelPlan.lines(wanted), CancelPlan.question(wanted)) {
      throw CommandFailure(.refusedByUs, "nothing was cancelled")
    }
    let interruption = await Interruption()
    for task in wanted {
      let result: CancelResult
      do {
        result = try await interruption.run { await CancelResult(cancelling: task) }
      } catch let end as Interrupted {
        result = CancelResult(task, .notAsked, end.status, "interrupted: not asked")
      }
      results.append(result)
      result.say(asJSON: json)
    }
    return tasks.compactMap { task in results.first { $0.task.record.key == task.record.key } }
  }

  private func misses(_ results: [CancelResult]) -> Bool {
    results.allSatisfy { $0.status == nil }
  }
}

/// Whether a task is to be cancelled, and what is asked before.
private struct CancelPlan {
  let task: FoundTask
  /// Why it is not asked for.
  let skipped: CancelResult?

  /// - Parameter isByFilter: nobody named the task: one that has ended is none of what was meant.
  init(_ task: FoundTask, isByFilter: Bool) {
    self.task = task
    let record = task.record
    if isByFilter, record.isLost {
      skipped = CancelResult(task, .unknownToNode, nil, "lost")
    } else if isByFilter, record.status.isFinal {
      skipped = CancelResult(task, .alreadyFinal, nil, "ended already")
    } else if task.connection.isReadOnly {
      let failure = task.connection.readOnlyFailure
      skipped = CancelResult(
        task, .readOnly, isByFilter ? nil : failure.status, failure.message)
    } else {
      skipped = nil
    }
  }

  /// How many were skipped for which reason; those that were named, one by one.
  static func say(_ results: [CancelResult], isByFilter: Bool) {
    guard isByFilter else {
      for result in results { result.say(asJSON: true) }
      return
    }
    let reasons = Dictionary(grouping: results, by: \.message)
    for (reason, results) in reasons.sorted(by: { $0.key < $1.key }) {
      Main.complain("skipped \(results.count): \(reason)")
    }
  }

  static func lines(_ tasks: [FoundTask]) -> [String] {
    TaskTable.lines(
      tasks.map(\.view), hasNodes: Set(tasks.map(\.record.key.node)).count > 1,
      width: Output.errorWidth)
  }

  static func question(_ tasks: [FoundTask]) -> String {
    let goingOn = Set(tasks.filter { !$0.node.showsProgress }.map(\.node.name.text)).sorted()
    let warning =
      goingOn.isEmpty
      ? "" : "\(goingOn.joined(separator: ", ")) may not stop agents: they may go on.\n"
    return warning + "Cancel \(tasks.count == 1 ? "this task" : "these \(tasks.count) tasks")?"
  }
}
