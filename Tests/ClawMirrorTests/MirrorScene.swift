import ClawLink
import Foundation
import TestSupport

@testable import ClawMirror

/// A mirror of a scripted node at a time that the test sets.
struct MirrorScene {
  let adapter: ScriptedAdapter
  let date: ManualDate
  let mirror: NodeMirror

  /// What an adapter says of a submission that went out and was not answered.
  static let unconfirmed = ClawLinkError.submitUnconfirmed(
    UnconfirmedSubmission(
      node: "http://n", reason: "the connection broke", agentId: "ollama",
      sentAt: Date(timeIntervalSince1970: 0), sessionId: nil))

  static let lost = ClawLinkError.unreachable(node: "http://n", reason: "connection refused")

  /// - Parameters:
  ///   - ledger: one that other scenes may share.
  ///   - adapter: the node, as another scene has scripted it.
  ///   - date: the time, as another scene has it.
  init(
    ledger: Ledger? = nil, adapter: ScriptedAdapter = ScriptedAdapter(),
    date: ManualDate = ManualDate()
  ) {
    self.adapter = adapter
    self.date = date
    mirror = NodeMirror(
      node: NodeRecord(
        name: NodeName("n"), url: "http://n",
        pollIntervalMs: Int(adapter.pace.interval / .milliseconds(1))),
      adapter: adapter, ledger: ledger, now: { date.now })
  }

  var node: NodeRecord {
    get async { await mirror.snapshot.node }
  }

  func record(_ id: String) async -> TaskRecord? {
    await mirror.snapshot.tasks.first { $0.key.id.text.raw == id }
  }

  func marks(_ id: String) async -> [Mark]? {
    await record(id)?.marks(on: node, at: date.now)
  }

  /// Ends the events and gives all that were sent.
  func allEvents() async -> [MirrorEvent] {
    await mirror.finish()
    return await mirror.events.reduce(into: []) { $0.append($1) }
  }

  /// Runs the mirror over this many ticks.
  func run(ticks: Int) async {
    let (stream, sink) = AsyncStream<Void>.makeStream()
    for _ in 0..<ticks { sink.yield() }
    sink.finish()
    await mirror.run(ticks: stream)
  }
}

extension MirrorEvent {
  /// The ids of the tasks in a change set; `nil` for another event.
  var changedTasks: [String]? {
    if case .changes(let changes) = self { changes.tasks.map(\.key.id.text.raw) } else { nil }
  }

  var changedNode: NodeRecord? {
    if case .changes(let changes) = self { changes.node } else { nil }
  }
}

extension LedgerNode {
  /// The node of a scene.
  static let n = LedgerNode(name: NodeName("n"), url: "http://n", userId: nil)
}
