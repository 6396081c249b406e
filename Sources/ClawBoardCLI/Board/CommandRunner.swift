import ClawBoard
import Synchronization

/// Runs the user's own commands beside the board. Of those whose output is shown there is one: the
/// next one ends it.
final class CommandRunner: Sendable {
  /// Says to the one that is shown that its time is over.
  private let shown = Mutex<AsyncStream<Never>.Continuation?>(nil)

  /// Runs one to its end.
  func run(_ run: CommandRun, tell: @escaping @Sendable (Message) -> Void) async {
    guard run.output == .pane else { return await BackgroundCommand(run: run).run(tell: tell) }
    let (over, sink) = AsyncStream<Never>.makeStream()
    shown.withLock { shown in
      shown?.finish()
      shown = sink
    }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await BackgroundCommand(run: run).run(tell: tell) }
      group.addTask { for await _ in over {} }
      await group.next()
      group.cancelAll()
    }
  }
}
