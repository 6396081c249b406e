import ClawBoard
import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// A board with tasks in every column, without a terminal.
struct DrawnBoard {
  private var model: Model
  private var now = Date()
  /// Tasks as they are after a change of column.
  private let changes: [TaskRecord]

  init(tasks: Int, size: Size) async throws {
    let node = NodeRecord(name: NodeName("bench"), url: LedgerRole.nobody)
    let mirror = NodeMirror(
      node: node,
      adapter: InstantAdapter(first: { TaskMix.mixed.status(of: $0) }, then: [.waiting]),
      now: { Date() - TaskMix.mixed.age })
    try await LedgerRole.submit(tasks, to: mirror)
    await mirror.pollOnce(budget: 0)
    let before = await mirror.snapshot
    await mirror.pollOnce(budget: tasks)
    let after = await mirror.snapshot
    let columns = Dictionary(uniqueKeysWithValues: before.tasks.map { ($0.key, $0.status) })
    changes = after.tasks.filter { columns[$0.key] != $0.status }
    model = Model(size: size, timeZone: .current, now: now, themes: ThemeLibrary.builtIn.themes)
    _ = update(&model, .mirror(.snapshot(before)), at: now)
  }

  /// One task changes column.
  ///
  /// - Returns: the seconds of the processor until the frame is drawn.
  mutating func change(_ number: Int) -> Double {
    frame(.mirror(.changes(ChangeSet(tasks: [changes[number % changes.count]]))))
  }

  mutating func press(_ key: Character) -> Double {
    frame(.input([.key(.character(key))]))
  }

  private mutating func frame(_ message: Message) -> Double {
    now += 1
    // Of the processor: others may take it away meanwhile.
    let began = ProcessFigures.threadSeconds
    _ = update(&model, message, at: now)
    let frame = draw(model, theme: model.theme)
    let seconds = ProcessFigures.threadSeconds - began
    return withExtendedLifetime(frame) { seconds }
  }
}
