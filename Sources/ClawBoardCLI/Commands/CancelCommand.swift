import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Cancel tasks.",
    usage: "clawboard cancel [--yes] <id> ... [options]",
    discussion: """
      It asks first, when standard input is a terminal; elsewhere it wants --yes. An id may be cut \
      to its first characters, four or more. The exit status is 0 when all are cancelled now, \
      2 when one had ended already, 8 when an answer was lost; the worst counts.

      Example: clawboard cancel 7f3a 91bc --yes
      """)

  @OptionGroup var node: NodeOptions

  @Flag(help: "Do not ask.")
  var yes = false

  @Argument(help: "Which tasks.")
  var ids: [String]

  func run() async throws {
    guard yes || isatty(STDIN_FILENO) == 1 else {
      throw CommandFailure(.usage, "nobody is there to be asked: --yes cancels without")
    }
    let status = try await node.withConnections { connections in
      let finder = await TaskFinder(connections)
      var outcomes: [ExitStatus] = []
      var found: [FoundTask] = []
      for id in ids {
        do {
          let task = try await resolve(id, finder)
          if !found.contains(where: { $0.record.key == task.record.key }) { found.append(task) }
        } catch {
          let failure = try CommandFailure(telling: error)
          Main.complain("\(NodeText(id).shown): \(failure.message)")
          outcomes.append(failure.status)
        }
      }
      if !yes, !found.isEmpty, !isConfirmed(found) {
        throw CommandFailure(.refusedByUs, "nothing was cancelled")
      }
      for task in found { outcomes.append(await cancel(task)) }
      return ExitStatus.worst(outcomes) ?? .done
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  /// The task, when there is something to cancel.
  private func resolve(_ id: String, _ finder: TaskFinder) async throws -> FoundTask {
    let found = try await finder.find(id)
    try found.connection.checkWritable()
    return found
  }

  private func isConfirmed(_ tasks: [FoundTask]) -> Bool {
    for task in tasks { Main.say(ListedTask(task.record, on: task.node).lineWithNode) }
    FileHandle.standardError.write(
      Data("Cancel \(tasks.count == 1 ? "this task" : "these \(tasks.count) tasks")? [y/N] ".utf8))
    return ["y", "yes"].contains(readLine()?.lowercased())
  }

  /// Cancels one task and says how that ended.
  private func cancel(_ task: FoundTask) async -> ExitStatus {
    let key = task.record.key
    let name = "\(key.id) on \(key.node)"
    do throws(ClawLinkError) {
      switch try await task.connection.mirror.cancel(key.id) {
      case .cancelled:
        print("\(name): cancelled")
        return .done
      case .alreadyFinal(let state):
        Main.complain("\(name): nothing to cancel, it is \(state.status.name.shown)")
        return .refusedByUs
      case .unknownToNode:
        Main.complain("\(name): the node does not know it; it was not cancelled")
        return .unknownToNode
      }
    } catch {
      let isLost = error.mayHaveBeenDone
      Main.complain("\(name): \(isLost ? "may be cancelled: " : "")\(error.namingFlag)")
      return isLost ? .unconfirmed : ExitStatus(error)
    }
  }
}

extension CommandFailure {
  /// - Throws: an error that is none of ours.
  fileprivate init(telling error: any Error) throws {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as ClawLinkError: self.init(error)
    default: throw error
    }
  }
}
