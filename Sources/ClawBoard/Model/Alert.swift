import ClawLink
public import ClawMirror

/// Tasks that have come to states of which the user wants to hear, all at one time.
public struct Alert: Sendable, Equatable {
  /// Of several states the one that is said first.
  private static let order: [BoardColumn] = [
    .failed, .waiting, .cancelled, .completed, .running, .planning, .pending,
  ]
  /// Characters of a title.
  private static let titleLimit = 100

  /// One of them, in a state that is said first.
  public private(set) var task: TaskKey
  public private(set) var state: BoardColumn
  /// Who works on it, on one safe line.
  public private(set) var agent: String
  /// What it is about, likewise; its id where nobody has said.
  public private(set) var title: String
  private var counts: [BoardColumn: Int]

  init(_ record: TaskRecord) {
    task = record.key
    state = BoardColumn(record.status)
    agent = record.agent.shown(upTo: 40)
    let words = record.title?.shown(upTo: Self.titleLimit) ?? ""
    title = words.isEmpty ? record.key.id.abbreviated : words
    counts = [state: 1]
  }

  /// How many tasks.
  public var count: Int { counts.values.reduce(0, +) }

  /// Both as one.
  public func adding(_ other: Alert) -> Alert {
    var sum = Self.place(other.state) < Self.place(state) ? other : self
    sum.counts = counts.merging(other.counts, uniquingKeysWith: +)
    return sum
  }

  private static func place(_ state: BoardColumn) -> Int { order.firstIndex(of: state) ?? 0 }

  /// One safe line: of one task what it is, of several how many.
  public var text: String {
    guard count > 1 else { return "\(state.word): \(title) (\(agent) on \(task.node))" }
    let states = Self.order.compactMap { state in counts[state].map { "\($0) \(state.word)" } }
    return "\(count) tasks: " + states.joined(separator: ", ")
  }
}

extension BoardColumn {
  /// As it is written in settings and filters.
  public var word: String { name.lowercased() }
}
