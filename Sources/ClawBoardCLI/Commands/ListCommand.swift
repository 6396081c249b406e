import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract:
      "List the tasks of all nodes: all that are live, and the newest 1000 that have ended.",
    usage: "clawboard ls [--filter <filter>] [--json] [--cached] [options]",
    discussion: """
      It asks each node for its audit log and its live tasks, unless a board does so already: then \
      it prints what the board knows. With --json an array of objects, oldest task first. A node \
      that does not answer is said on standard error and counts in the exit status; its tasks are \
      listed as they were last known.

      A filter is one or more terms, which must all hold:
        agent:claude   node:prod   id:7f3a   who:me   who:anonymous   meta.project:x
        state:running,waiting   state:live   state:ended   mark:lost   age>1h
        login           this in the id, title, prompt, agent, message or error
        !state:failed   all but those
      Of values with commas one must hold, * at an end of a value is anything, quotes keep blanks \
      together. A lost task is in no state. Marks: stale, lost, unseen, working, cancelling, \
      may-still-run, outcome-unknown, ended-after-cancel, unreadable, retried.

      Example: clawboard ls --filter 'agent:claude age>1h !state:completed'
      Example: clawboard ls --state failed --json | jq -r '.[].id'
      """)

  @OptionGroup(title: FilterOptions.title)
  var filter: FilterOptions

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var cache: CacheOption
  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  func run() async throws {
    let choice = try node.choice()
    let filter = try filter.read(saved: choice.settings.filterTexts)
    // Once and then gone: a node takes some thousands a second from one connection.
    let snapshots = try await node.withConnections(
      of: choice, requestsPerSecond: NodeSweep.rate, needsLedger: cache.cached
    ) { connections in
      await NodeSweep(connections: connections, source: cache.source)
        .snapshots(tasksPerNode: .max)
    }
    let failures = cache.cached ? [] : snapshots.compactMap(\.node.listingFailure)
    // A list of which nothing could be had is no list.
    if failures.count < snapshots.count || snapshots.contains(where: { !$0.tasks.isEmpty }) {
      try show(snapshots, filter)
    }
    for failure in failures { Main.complain(failure.message) }
    if let worst = ExitStatus.worst(failures.map(\.status)) { throw ExitCode(worst.rawValue) }
  }

  private func show(_ snapshots: [BoardSnapshot], _ filter: TaskFilter) throws {
    let tasks = snapshots.flatMap { $0.views(matching: filter) }
      .sorted { $0.record.comesBefore($1.record) }
    try Output.show(
      tasks.map { ListedTask($0) }, asJSON: json,
      else: TaskTable.lines(tasks, hasNodes: snapshots.count > 1))
    for snapshot in snapshots {
      snapshot.sayAge()
      sayUnconfirmed(snapshot.node)
      warn(of: snapshot.node)
    }
  }

  /// What was sent there and is not in the list, or not known to be.
  private func sayUnconfirmed(_ node: NodeRecord) {
    for task in node.unconfirmed { Main.complain("\(node.name): \(task.words)") }
  }

  /// What is not in the list although it may be on the node.
  private func warn(of node: NodeRecord) {
    switch node.discovery {
    case .partial:
      Main.complain("\(node.name) names its newest 1000 tasks only: older ones are not listed")
    case .cutOff(let newest, let since):
      let time = since.map { " (since \($0.ISO8601Format()))" } ?? ""
      Main.complain(
        "\(node.name) fails at an event of its audit log: only tasks of its newest \(newest) "
          + "submissions\(time) are listed")
    case .notPermitted: node.listingLimit.map { Main.complain($0) }
    case .untried, .working, .failing: break
    }
  }
}

extension BoardSnapshot {
  /// Says the age of what is known of a node that was not asked now, or did not answer.
  func sayAge() {
    let age = lastAnswer.map { Date().timeIntervalSince($0) }
    guard !tasks.isEmpty, (age ?? .infinity) > 3 * node.pollInterval else { return }
    let words = lastAnswer.map { "as of \($0.formatted(.iso8601))" } ?? "never asked"
    Main.complain("\(node.name): \(words)")
  }
}
