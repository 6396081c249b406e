import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct FollowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow",
    abstract: "Follow one task to its end, a line for all that happens.",
    usage: "clawboard follow <id> [options]",
    discussion: """
      Whoever has a whole id may follow its task: it is known to the board from then on. An id may \
      be cut to its first characters, four or more. The result goes to standard output, the rest \
      to standard error. The exit status is the task's outcome: 0 completed, 1 failed, 3 cancelled, \
      6 lost. ^c leaves the task running.

      Example: clawboard follow 7f3a
      """)

  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  @Argument(help: "Which task.", completion: .taskID)
  var id: String

  func run() async throws {
    let status = try await node.withConnections { connections in
      let found = try await TaskFinder(connections).find(id)
      return try await follow(found)
    }
    throw ExitCode(status.rawValue)
  }

  private func follow(_ task: FoundTask) async throws -> ExitStatus {
    for entry in task.record.history { Main.say(ShownEvent(entry).line) }
    guard task.record.isLive else { return report(task.record) }
    let waiter = TaskWaiter(tasks: [task], hear: { Main.say(ShownEvent($0).line) })
    do {
      let outcome = try await Interruption().run { try await waiter.wait() }
      return report(outcome.tasks[0].record)
    } catch let end as Interrupted {
      Main.complain("interrupted; \(task.record.key.id) goes on")
      return end.status
    }
  }

  private func report(_ record: TaskRecord) -> ExitStatus {
    if let result = record.result { Output.line(result.shownLines) }
    record.sayEnd()
    return ExitStatus(record)
  }
}

extension TaskRecord {
  /// Says on standard error why it ended without a result.
  func sayEnd() {
    if isLost {
      Main.complain("\(key.node) does not know \(key.id) any more: this is its last known state")
    } else if let error, status != .completed {
      Main.complain(error.shownLines)
    }
  }
}
