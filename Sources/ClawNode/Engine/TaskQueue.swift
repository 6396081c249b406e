import ClawLink

/// The tasks that wait, in the order of submission. One whose agent has no room lets those of other
/// agents pass.
struct TaskQueue: Sendable {
  private struct Place: Sendable {
    let number: Int
    let id: TaskID
  }

  /// By the name of the agent.
  private var lines: [String: ArraySlice<Place>] = [:]
  private var count = 0

  mutating func append(_ id: TaskID, for agent: String) {
    lines[agent, default: []].append(Place(number: count, id: id))
    count += 1
  }

  /// Takes the first that may begin out of the queue.
  ///
  /// - Parameter hasRoom: whether an agent takes one more.
  mutating func next(where hasRoom: (_ agent: String) -> Bool) -> TaskID? {
    let heads = lines.compactMap { agent, line in line.first.map { (agent: agent, place: $0) } }
    let ready = heads.filter { hasRoom($0.agent) }
    guard let first = ready.min(by: { $0.place.number < $1.place.number }) else { return nil }
    lines[first.agent]?.removeFirst()
    if lines[first.agent]?.isEmpty == true { lines[first.agent] = nil }
    return first.place.id
  }
}
