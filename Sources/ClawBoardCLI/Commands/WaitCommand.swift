import ArgumentParser
import ClawLink
import ClawMirror

struct WaitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Wait for tasks to end.",
    usage: "clawboard wait (<id> ... | --filter <filter>) [--timeout <time>]",
    discussion: """
      Each task is printed as it ends. A filter means the tasks that match when the waiting \
      begins. The exit status is that of the worst: 0 when all are completed, 1 failed, \
      3 cancelled, 6 lost, 7 when the time was over first. ^c leaves the tasks running. Outages \
      are said on standard error and waited through.

      Example: clawboard wait 7f3a 91bc --timeout 2h
      Example: clawboard wait --filter 'meta.batch:nightly state:live' --any
      """)

  @OptionGroup(title: FilterOptions.title)
  var filter: FilterOptions

  @Option(
    help: "How long to wait at most, as 90s, 10m, 2h. Default: for ever.", transform: TimeSpan.read)
  var timeout: TimeSpan?

  @Flag(help: "One that ends is enough.")
  var any = false

  @Flag(help: "Print a JSON array at the end, of the fields of ls, in place of lines.")
  var json = false

  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  @Argument(help: "Which tasks.", completion: .taskID)
  var ids: [String] = []

  /// How long the first look at the nodes may take, whatever the time-out.
  private static let look = Duration.seconds(5)

  func run() async throws {
    let choice = try node.choice()
    let filter = try TaskSelection.check(ids: ids, filter, saved: choice.settings.filterTexts)
    let end = timeout.map { ContinuousClock.now + $0.duration }
    let status = try await node.withConnections(of: choice) { connections in
      let ids = ids
      // One look is taken however short the time.
      let selection = try await within((timeout?.duration).map { max($0, Self.look) }) {
        try await TaskSelection.read(ids: ids, filter, on: connections)
      }
      guard let selection else {
        throw CommandFailure(
          .timedOut,
          "after \(timeout?.description ?? "") the nodes have not said how the tasks stand")
      }
      selection.complain()
      let outcome = try await wait(for: selection.tasks, until: end)
      return ExitStatus.worst(await selection.remainingMisses() + [outcome]) ?? .done
    }
    throw ExitCode(status.rawValue)
  }

  /// - Returns: `nil` when the time was over first.
  private func within<Value: Sendable>(
    _ limit: Duration?, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value? {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      if let limit {
        group.addTask {
          try await Task.sleep(for: limit)
          return nil
        }
      }
      defer { group.cancelAll() }
      for try await value in group { return value }
      return nil
    }
  }

  private func wait(
    for tasks: [FoundTask], until end: ContinuousClock.Instant?
  ) async throws -> ExitStatus {
    let interruption = await Interruption()
    let json = json
    if !json { Output.endWhenUnread() }
    if tasks.isEmpty { Main.complain("nothing to wait for") }
    let limit = end.map { max(.zero, $0 - .now) }
    let waiter = TaskWaiter(tasks: tasks, wantsAny: any, limit: limit) { task in
      if !json { Output.line(TaskTable.line(task)) }
    }
    do {
      let outcome = try await interruption.run { try await waiter.wait() }
      if json { Output.line(try JSONOutput.text(outcome.tasks.map { ListedTask($0) })) }
      if outcome.isLate { outcome.sayWhatGoesOn(after: timeout) }
      return outcome.status
    } catch let end as Interrupted {
      Main.complain("interrupted; the tasks go on")
      return end.status
    }
  }
}

extension TaskWaiter.Outcome {
  func sayWhatGoesOn(after limit: TimeSpan?) {
    let live = tasks.filter(\.record.isLive)
    let ids = live.prefix(4).map(\.record.key.id.abbreviated).joined(separator: ", ")
    let rest = live.count > 4 ? " and \(live.count - 4) more" : ""
    Main.complain(
      "after \(limit?.description ?? "a while") \(live.count == 1 ? "a task goes" : "\(live.count) tasks go") "
        + "on: \(ids)\(rest)")
  }
}

extension TimeSpan {
  var duration: Duration { .seconds(seconds) }
}
