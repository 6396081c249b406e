import ClawLink
import ClawMirror
import Dispatch
import Foundation

/// Writes a ledger as the mirror does, with a node that answers in no time, or opens one.
struct LedgerRole {
  private static let node = NodeRecord(name: NodeName("bench"), url: "http://127.0.0.1:9")

  private let path: String
  private let tasks: Int
  /// Of each task.
  private let moves: Int

  /// - Parameter arguments: the ledger, how many tasks, and how many moves of each.
  init(_ arguments: [String]) throws {
    guard let path = arguments.first else { throw BenchFault.usage("the ledger is missing") }
    self.path = path
    let numbers = arguments.dropFirst().compactMap { Int($0) }
    tasks = numbers.first ?? 0
    moves = numbers.dropFirst().first ?? 0
  }

  /// Tasks of ours that have ended.
  func fill() async throws {
    Role.listen { _ in }
    let mirror = NodeMirror(
      node: Self.node, adapter: InstantAdapter(states: [.completed]), ledger: try Ledger(path: path)
    )
    try await submit(to: mirror)
    Role.say("filled")
  }

  /// Live tasks that all move at every poll. Says how many seconds the polls took.
  func move() async throws {
    Role.listen { _ in }
    let mirror = NodeMirror(
      node: Self.node, adapter: InstantAdapter(states: [.pending, .running, .waiting]),
      ledger: try Ledger(path: path))
    try await submit(to: mirror)
    let began = ContinuousClock.now
    for _ in 0..<moves { await mirror.pollOnce(budget: tasks) }
    Role.say("\((ContinuousClock.now - began) / .seconds(1))")
    await waitForEnd()
  }

  private func submit(to mirror: NodeMirror) async throws {
    for number in 0..<tasks {
      _ = try await mirror.submit(
        TaskSubmitRequest(
          description: "Add login throttling \(number)",
          input: "Add throttling to the login endpoint, with tests and a note in the changelog."))
    }
  }

  /// Says how many seconds it took to the first snapshot, and how many tasks and moves are in it.
  func open() async throws {
    Role.listen { _ in }
    let adapter = ClawLinkTransportAdapter(try ClawLinkConfiguration(baseUrl: Self.node.url))
    let began = ContinuousClock.now
    let mirror = NodeMirror(node: Self.node, adapter: adapter, ledger: try Ledger(path: path))
    var events = mirror.events.makeAsyncIterator()
    guard case .snapshot(let snapshot) = await events.next() else { return }
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    let moves = snapshot.tasks.flatMap(\.history).count(where: \.isMove)
    Role.say("\(seconds) \(snapshot.tasks.count) \(moves)")
    await waitForEnd()
    withExtendedLifetime(mirror) {}
  }

  /// Whoever started this ends it.
  private func waitForEnd() async {
    try? await Task.sleep(for: .seconds(3600))
  }
}

extension HistoryEntry {
  fileprivate var isMove: Bool {
    if case .moved = event { true } else { false }
  }
}
