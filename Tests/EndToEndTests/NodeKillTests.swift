import Foundation
import TestSupport
import Testing

/// Kills a node in the middle of its work, again and again on one store. `KILL_SEED` repeats the
/// choices of a former run.
@Suite(.timeLimit(.minutes(2)))
struct NodeKillTests {
  private static let rounds = 50
  private let seed = SeededNumbers.killSeed

  @Test func `what a killed node has acknowledged holds after its restart`() async throws {
    let store = TemporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: store) }
    var random = SeededNumbers(seed: seed)
    var clients = (1...4).map { _ in KillClient(seed: random.next()) }
    for round in 1...Self.rounds {
      try await withNode(on: store) { node in
        try await check(&clients, PlainRequests(port: node.port), "round \(round)")
        // Tasks of a second end only where somebody waits for it.
        let isPatient = round.isMultiple(of: 10)
        await kill(node, after: Int.random(in: 1...100, using: &random), isPatient, &clients)
      }
    }
    try await withNode(on: store) { node in
      try await check(&clients, PlainRequests(port: node.port), "the end", ever: true)
    }
    expectEveryEnd(of: clients.flatMap { $0.tasks.values })
  }

  private func withNode(
    on store: String, _ body: (NodeProcess) async throws -> Void
  ) async throws {
    let node = try await NodeProcess(store: store, options: "--slots", "4")
    do {
      try await body(node)
    } catch {
      await node.end(by: SIGKILL)
      throw error
    }
    await node.end(by: SIGKILL)
  }

  /// Lets the clients work on the node and kills it after so many acknowledged answers; where they
  /// are patient, these count from the first task on that has completed.
  private func kill(
    _ node: NodeProcess, after count: Int, _ isPatient: Bool, _ clients: inout [KillClient]
  ) async {
    let requests = PlainRequests(port: node.port)
    let (events, sink) = AsyncStream<KillClient.Event>.makeStream()
    clients = await withTaskGroup(of: (Int, KillClient).self) { group in
      for (index, client) in clients.enumerated() {
        group.addTask {
          var client = client
          await client.work(on: requests, isPatient: isPatient, sink)
          return (index, client)
        }
      }
      await wait(for: count, isPatient, in: events, of: clients.count)
      await node.end(by: SIGKILL)
      return await group.reduce(into: clients) { $0[$1.0] = $1.1 }
    }
  }

  private func wait(
    for count: Int, _ isPatient: Bool, in events: AsyncStream<KillClient.Event>, of clients: Int
  ) async {
    var working = clients
    var left = count
    var counts = !isPatient
    for await event in events {
      switch event {
      case .ended: working -= 1
      case .acknowledged(let isCompletion):
        counts = counts || isCompletion
        if counts { left -= 1 }
      }
      if left == 0 || working == 0 { return }
    }
  }

  private func check(
    _ clients: inout [KillClient], _ node: PlainRequests, _ moment: String, ever: Bool = false
  ) async throws {
    for index in clients.indices { try await clients[index].check(node, ever: ever) }
    let problems = clients.flatMap(\.problems) + (try await auditProblems(node, clients))
    try #require(problems.isEmpty, "seed \(seed), \(moment): \(problems)")
  }

  /// The log must answer, and name what was submitted and cancelled since the last start.
  private func auditProblems(
    _ node: PlainRequests, _ clients: [KillClient]
  ) async throws -> [String] {
    let session = try await node.answer("POST", "/api/runtime/sessions")
    let id = try #require(JSONTree(session.body)?["session_id"]?.text)
    let log = "/api/audit/events?session_id=\(id)&limit="
    let whole = try await node.answer("GET", log + "1000")
    var problems = whole.status == 200 ? [] : ["the audit log: \(whole)"]
    for (type, tasks) in [
      ("task.submitted", clients.flatMap(\.submitted)),
      ("task.cancelled", clients.flatMap(\.cancelled)),
    ] {
      // Each client may have done one thing more, to which the answer was lost.
      let newest = min(tasks.count + clients.count, 1000)
      let page = try await node.answer("GET", log + "\(newest)&event_type=\(type)")
      let listed = (JSONTree(page.body)?.array ?? []).compactMap { $0["resource_id"]?.text }
      problems += Set(tasks).subtracting(listed).map { "the audit log has no \(type) of \($0)" }
    }
    return problems
  }

  /// Otherwise nothing was tested of it.
  private func expectEveryEnd(of tasks: [AcknowledgedTask]) {
    let ends = Dictionary(grouping: tasks) { $0.isInterrupted ? "interrupted" : $0.last.state }
      .mapValues(\.count)
    print("\(tasks.count) tasks over \(Self.rounds) kills: \(ends)")
    for end in ["completed", "failed", "cancelled", "interrupted"] {
      #expect(ends[end, default: 0] > 0, "seed \(seed): no task is \(end)")
    }
  }
}
