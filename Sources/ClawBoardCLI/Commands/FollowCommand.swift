import ArgumentParser
import ClawLink
import ClawMirror
import Foundation
import UnixSignals

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

  @OptionGroup var node: NodeOptions

  @Argument(help: "Which task.")
  var id: String

  func run() async throws {
    let status = try await node.withConnections { connections in
      let found = try await TaskFinder(connections).find(id)
      return try await follow(found)
    }
    throw ExitCode(status.rawValue)
  }

  private func follow(_ task: FoundTask) async throws -> ExitStatus {
    let history = task.record.history
    for entry in history { Main.say(ShownEvent(entry).line) }
    guard task.record.isLive else { return report(task.record) }
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    let following = Task {
      try await TaskFollower(connection: task.connection, id: task.record.key.id) { entry in
        Main.say(ShownEvent(entry).line)
      }
      .follow(after: task.record.historyCount)
    }
    let interrupting = Task {
      for await signal in signals {
        following.cancel()
        return ExitStatus(ending: signal) ?? .interrupted
      }
      return ExitStatus.done
    }
    defer { interrupting.cancel() }
    do {
      return report(try await following.value)
    } catch ClawLinkError.cancelled {
      Main.complain("interrupted; \(task.record.key.id) goes on")
      return await interrupting.value
    }
  }

  private func report(_ record: TaskRecord) -> ExitStatus {
    if let result = record.result { print(result.shownLines) }
    if record.isLost {
      Main.complain("\(record.key.node) does not know it any more: this is its last known state")
      return .unknownToNode
    }
    if let error = record.error, record.status != .completed { Main.complain(error.shownLines) }
    return ExitStatus(record.status)
  }
}
