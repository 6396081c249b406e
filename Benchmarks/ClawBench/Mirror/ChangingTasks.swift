import Dispatch
import Foundation

/// Live tasks of a node, some of which change at known times and stay live: they wait for an answer
/// and go on when they have it.
struct ChangingTasks {
  /// Where on a board a task is when it changes.
  enum Place: CaseIterable {
    case selected, visible, hidden
  }

  /// Seconds for which such a task works: it asks after 36 and ends 24 after the answer, so that
  /// all are live while the changes are made.
  private static let work = 60
  /// Seconds between two changes, by chance: they keep no step with anybody's ticks.
  private static let pauses = 0.2...0.4
  /// Seconds for which a task stays selected after its change: longer than it may take to show.
  private static let stay = 0.45
  /// Cards of a node's live tasks on the board beside the selected one.
  private static let cards = 20

  let all: [String]
  private let port: Int
  private let changing: [Place: [String]]
  /// Selected while no other is.
  private let idle: String
  private let visible: Set<String>

  /// - Parameters:
  ///   - count: of live tasks.
  ///   - changes: how many of them change in each place.
  init(on node: NodeProcess, count: Int, places: [Place], changes: Int) throws {
    port = node.port
    let tasks = NodeTasks(port: node.port)
    var changing: [Place: [String]] = [:]
    for place in places {
      changing[place] = try tasks.submit(changes, prompt: "ask and work for \(Self.work)s")
    }
    let quiet = try tasks.submit(count - places.count * changes, prompt: "work for 3600s")
    self.changing = changing
    idle = quiet[0]
    let cards = changing[.visible, default: []] + quiet
    visible = Set(cards.prefix(Self.cards))
    all = changing.values.flatMap { $0 } + quiet
  }

  /// Waits until all that will change do nothing until they are told.
  func settle() throws {
    try NodeTasks(port: port).wait(for: changing.values.map(\.count).reduce(0, +), in: "waiting")
  }

  /// Shows on the mirror's board what is shown between changes.
  func show(on mirror: MirrorProcess) throws {
    try mirror.focus(selected: idle, visible: visible.union([idle]))
  }

  /// Lets the tasks change one by one. The focus is on the one that changes some time before, as it
  /// is on a board.
  ///
  /// - Returns: when each changed, in nanoseconds of the system's clock: when it was told to, which
  ///   is a little early.
  func change(
    watchedBy mirror: MirrorProcess, before prepare: () throws -> Void = {}
  ) throws -> [Place: [String: UInt64]] {
    let connection = try WireConnection(port: port)
    var times: [Place: [String: UInt64]] = [:]
    let order = changing.flatMap { place, tasks in tasks.map { (place, $0) } }.shuffled()
    for (place, task) in order {
      try prepare()
      let selected = place == .selected ? task : idle
      try mirror.focus(selected: selected, visible: visible.union([selected]))
      Thread.sleep(forTimeInterval: .random(in: Self.pauses))
      times[place, default: [:]][task] = DispatchTime.now().uptimeNanoseconds
      try connection.exchange(.answer(to: task))
      if place == .selected { Thread.sleep(forTimeInterval: Self.stay) }
    }
    return times
  }
}
