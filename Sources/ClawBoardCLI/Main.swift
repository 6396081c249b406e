import ArgumentParser
import ClawLink
import Foundation

/// The program `clawboard`.
@main
enum Main {
  static let version = "0.1.0"

  static func main() async {
    Output.holdStreams()
    do {
      var command = try Clawboard.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let end as Interrupted {
      exit(end.status.rawValue)
    } catch let failure as CommandFailure {
      complain(failure.message)
      exit(failure.status.rawValue)
    } catch let error as ClawLinkError {
      complain(error.namingFlag)
      exit(ExitStatus(error).rawValue)
    } catch  where Clawboard.exitCode(for: error) == .failure && !(error is ExitCode) {
      // Nothing that we know of: not a task's failure, but ours.
      complain("\(error)")
      exit(ExitStatus.ownFault.rawValue)
    } catch {
      // Usage errors, help and version; and statuses that a command has already explained.
      Clawboard.exit(withError: error)
    }
  }

  /// One line on standard error about something that is not as wanted.
  static func complain(_ message: String) {
    say("clawboard: \(message)")
  }

  /// A line on standard error.
  static func say(_ message: String) {
    Output.remark("\(message)\n")
  }
}

extension ClawLinkError {
  /// The message, with the flag that a setting was given by.
  var namingFlag: String {
    guard case .configuration(let key, let problem) = self else { return description }
    let setting = key == Setting.token.rawValue ? .tokenFile : Setting(rawValue: key)
    let flag = setting?.row.flag ?? (["agent", "thinking"].contains(key) ? "--\(key)" : key)
    let words = problem.replacingOccurrences(
      of: "sendsTokenInClear", with: "--send-token-in-clear")
    return "\(flag): \(words)"
  }
}

struct Clawboard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clawboard",
    abstract: "The terminal board for CoderClawLink nodes.",
    discussion: """
      Without a command: the board on the nodes of the settings.

      Exit statuses: 0 done, 1 a task failed, 2 refused by us, 3 cancelled, 4 node unreachable, \
      5 not permitted, 6 unknown to the node, 7 time-out, 8 sent but unconfirmed, 64 usage, \
      70 our own fault, 129 130 143 ended by a signal.
      """,
    version: Main.version,
    subcommands: [BoardCommand.self, DemoCommand.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Task",
        subcommands: [
          SubmitCommand.self, AgentCommand.self, ListCommand.self, ShowCommand.self,
          FollowCommand.self, WatchCommand.self, WaitCommand.self, CancelCommand.self,
          RetryCommand.self, AnswerCommand.self, SettleCommand.self, PurgeCommand.self,
        ]),
      CommandGroup(
        name: "Node",
        subcommands: [
          StatusCommand.self, StatsCommand.self, NodesCommand.self, AgentsCommand.self,
          SkillsCommand.self, AuditCommand.self, ConfigCommand.self, NodeCommand.self,
        ]),
    ],
    defaultSubcommand: BoardCommand.self)
}
