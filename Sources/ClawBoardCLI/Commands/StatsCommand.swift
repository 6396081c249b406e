import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Say what became of the tasks of each agent, how long they took, their tokens.",
    usage: "clawboard stats [--since <time>] [--filter <filter>] [--json] [options]",
    discussion: """
      From the ledger alone: of all tasks that it keeps, submitted since then. Median and p90 are of \
      the seconds of work of those that completed.

      Example: clawboard stats --since 1d
      Example: clawboard stats --since 4w --filter 'who:me' --json
      """)

  @Option(help: "How far back, as 12h, 7d, 4w. Default: 7d.", transform: TimeSpan.read)
  var since: TimeSpan?

  @OptionGroup(title: FilterOptions.title)
  var filter: FilterOptions

  @Flag(help: "Print a JSON array, one object for an agent on a node.")
  var json = false

  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  /// The fields are documented and do not change.
  struct Listed: Encodable {
    let node: String
    let agent: String
    let submitted: Int
    let live: Int
    let completed: Int
    let failed: Int
    let cancelled: Int
    let lost: Int
    /// Seconds.
    let median: Double?
    let p90: Double?
    let inputTokens: Int
    let outputTokens: Int
  }

  func run() async throws {
    let choice = try node.choice()
    let filter = try filter.read(saved: choice.settings.filterTexts)
    let start = Date() - (since?.seconds ?? 7 * 86_400)
    let statistics = try await node.withConnections(of: choice, needsLedger: true) { connections in
      var statistics: [AgentStatistics] = []
      for connection in connections {
        do throws(Ledger.Failure) {
          let work = try await connection.mirror.workStatistics(since: start, matching: filter)
          statistics += work.agents
        } catch {
          throw CommandFailure(.ownFault, "\(error)")
        }
      }
      return statistics
    }
    try Output.show(
      statistics.map(listed), asJSON: json,
      else: lines(statistics))
  }

  private func listed(_ agent: AgentStatistics) -> Listed {
    Listed(
      node: agent.node.text, agent: agent.agent.raw, submitted: agent.submitted,
      live: agent[.live].count, completed: agent[.completed].count, failed: agent[.failed].count,
      cancelled: agent[.cancelled].count, lost: agent[.lost].count,
      median: agent[.completed].durations.quantile(0.5),
      p90: agent[.completed].durations.quantile(0.9),
      inputTokens: agent.usage.input, outputTokens: agent.usage.output)
  }

  private func lines(_ statistics: [AgentStatistics]) -> [String] {
    func number(_ title: String, rank: Int) -> Table.Column {
      Table.Column(title: title, isRight: true, rank: rank)
    }
    var table = Table([
      Table.Column(title: "AGENT", least: 6), Table.Column(title: "NODE", least: 12, rank: 3),
      number("TASKS", rank: 0), number("LIVE", rank: 6), number("DONE", rank: 1),
      number("FAILED", rank: 1), number("CANC", rank: 7), number("LOST", rank: 8),
      number("MEDIAN", rank: 2), number("P90", rank: 4), number("TOKENS IN", rank: 9),
      number("OUT", rank: 9),
    ])
    for agent in statistics {
      table.add([
        agent.agent.shown(upTo: 40), agent.node.text, String(agent.submitted),
        String(agent[.live].count), String(agent[.completed].count), String(agent[.failed].count),
        String(agent[.cancelled].count), String(agent[.lost].count),
        seconds(agent[.completed].durations.quantile(0.5)),
        seconds(agent[.completed].durations.quantile(0.9)),
        String(agent.usage.input), String(agent.usage.output),
      ])
    }
    return table.lines(width: Output.width)
  }

  private func seconds(_ duration: TimeInterval?) -> String {
    duration.map { Duration.exact(seconds: $0) } ?? "-"
  }
}
