import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct PurgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Take tasks that have ended, or are lost, out of the ledger.",
    usage: "clawboard purge [--older-than <time>] [--filter <filter>] [--yes]",
    discussion: """
      With their prompts, histories and results. Nothing changes on a node, and what is live stays. \
      It asks first, when standard input is a terminal; elsewhere it wants --yes.

      Example: clawboard purge --older-than 30d
      Example: clawboard purge --mark lost --yes
      """)

  @Option(help: "Only what ended longer ago, as 12h, 30d, 8w.", transform: TimeSpan.read)
  var olderThan: TimeSpan?

  @OptionGroup(title: FilterOptions.title)
  var filter: FilterOptions

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(help: "Print one JSON object: purged, how many went.")
  var json = false

  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  func validate() throws {
    guard olderThan != nil || filter.isGiven else {
      throw ValidationError("say which: --older-than, --filter, --state or --mark")
    }
  }

  func run() async throws {
    let choice = try node.choice()
    let filter = try filter.readSome(saved: choice.settings.filterTexts)
    try Confirmation.check(yes: yes)
    let limit = Date() - (olderThan?.seconds ?? 0)
    let count = try await node.withConnections(of: choice, needsLedger: true) { connections in
      do throws(Ledger.Failure) {
        return try await purge(connections, until: limit, matching: filter)
      } catch {
        throw CommandFailure(.ownFault, "\(error)")
      }
    }
    guard let count else { throw CommandFailure(.refusedByUs, "nothing was purged") }
    Output.line(json ? try JSONOutput.line(["purged": count]) : "purged \(count)")
  }

  /// - Returns: how many went; `nil` when it was refused.
  private func purge(
    _ connections: [NodeConnection], until limit: Date, matching filter: TaskFilter
  ) async throws(Ledger.Failure) -> Int? {
    var ended: [(mirror: NodeMirror, ids: [TaskID])] = []
    for connection in connections {
      let tasks = try await connection.mirror.ended(until: limit, matching: filter)
      ended.append((connection.mirror, tasks.map(\.key.id)))
    }
    let count = ended.reduce(0) { $0 + $1.ids.count }
    if count > 0, !yes {
      let words = count == 1 ? "1 task" : "\(count) tasks"
      guard Confirmation.ask([], "Take \(words) out of the ledger?") else { return nil }
    }
    for (mirror, ids) in ended { try await mirror.forget(ids) }
    return count
  }
}
