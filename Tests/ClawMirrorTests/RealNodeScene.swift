import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// A mirror with a ledger, over the real adapter, over the real node as it is played, at a time that
/// the test sets.
struct RealNodeScene {
  let played: RealNode
  let node: MisbehavingNode
  let date: ManualDate
  /// Of time-outs alone.
  let clock = ManualClock()
  let adapter: ClawLinkTransportAdapter
  private let anonymous: ClawLinkTransportAdapter?
  let ledger: Ledger
  let mirror: NodeMirror

  static let name = NodeName("n")

  /// Runs `body`, and then compares what stands in the ledger with what really happened.
  ///
  /// - Parameters:
  ///   - userId: who we are there.
  ///   - anonymously: whether the log may be read in an anonymous session.
  /// - Returns: what was told.
  @discardableResult
  static func run(
    userId: String? = nil, anonymously: Bool = false,
    _ body: (RealNodeScene) async throws -> Void
  ) async throws -> [MirrorEvent] {
    let date = ManualDate()
    let played = try RealNode(now: { date.now })
    return try await MisbehavingNode.running(played.behaviour) { node in
      let scene = try RealNodeScene(
        played: played, node: node, date: date, userId: userId, anonymously: anonymously)
      try await body(scene)
      await scene.mirror.finish()
      let events = await scene.mirror.events.reduce(into: []) { $0.append($1) }
      await scene.adapter.close()
      await scene.anonymous?.close()
      try await scene.expectTruth(told: events)
      return events
    }
  }

  private init(
    played: RealNode, node: MisbehavingNode, date: ManualDate, userId: String?, anonymously: Bool
  ) throws {
    self.played = played
    self.node = node
    self.date = date
    let ledger = try Ledger()
    let configuration = try ClawLinkConfiguration(
      baseUrl: node.url, userId: userId, requestsPerSecond: 10_000)
    let adapter = { [clock] (configuration: ClawLinkConfiguration) in
      ClawLinkTransportAdapter(
        configuration,
        sessions: LedgerSessions(
          ledger, url: node.url, userId: configuration.userId, deviceId: nil),
        clock: clock, now: { date.now })
    }
    self.ledger = ledger
    self.adapter = adapter(configuration)
    anonymous = anonymously ? adapter(configuration.anonymous) : nil
    mirror = NodeMirror(
      node: NodeRecord(name: Self.name, url: node.url, userId: userId), adapter: self.adapter,
      anonymous: anonymous, ledger: ledger, now: { date.now })
  }

  // MARK: Doing

  /// - Returns: the id.
  func submit(_ prompt: String = "work") async throws -> String {
    try await mirror.submit(TaskSubmitRequest(agentId: "ollama", input: prompt)).key.id.text.raw
  }

  func poll(after seconds: TimeInterval = 2) async {
    date.advance(by: seconds)
    await mirror.pollOnce()
  }

  /// As often as a board does.
  func tick(for seconds: TimeInterval) async {
    for _ in 0..<Int(seconds * 4) {
      date.advance(by: 0.25)
      await mirror.tick()
    }
  }

  /// Lets time-outs run once a request has come in, until `work` has ended.
  func runOut(_ work: @escaping @Sendable () async -> Void) async throws {
    let ended = AwaitedCount()
    let before = node.requests.count
    let task = Task {
      await work()
      ended.change(by: 1)
    }
    try await node.waitForRequests(before + 1)
    try await clock.advance { ended.value == 1 }
    await task.value
  }

  // MARK: Seeing

  var known: NodeRecord {
    get async { await mirror.snapshot.node }
  }

  func record(_ id: String) async throws -> TaskRecord {
    try #require(await mirror.snapshot.tasks.first { $0.key.id.text.raw == id })
  }

  func marks(_ id: String) async throws -> [Mark] {
    try await record(id).marks(on: known, at: date.now)
  }

  /// How often the state of a task was asked for so far.
  func looks(at id: String) -> Int {
    node.requests(for: "/api/runtime/tasks/\(id)/state").count
  }
}

// MARK: The truth

extension RealNodeScene {
  /// Every task that was told of is still there, here and in the ledger; and no task, no state and
  /// no fault stands there that was not.
  private func expectTruth(told events: [MirrorEvent]) async throws {
    let held = await mirror.snapshot.tasks
    let stored = try ledger.beginning(of: await mirror.node.inLedger, recent: .max).tasks
    let ids = Set(held.map(\.key.id))
    #expect(ids.isSuperset(of: events.flatMap(\.tasks).map(\.key.id)))
    #expect(Set(stored.map(\.key.id)) == ids)
    let lives = played.lives
    for record in stored {
      let life = try #require(lives[record.key.id.text.raw], "\(record.key.id) never was")
      let seen = record.life
      #expect(seen.isPart(of: life), "\(seen) of \(life)")
      #expect(record.history.count { $0.event == .submitted } == 1)
      #expect(record.status == record.lastState)
    }
    let twins = Dictionary(uniqueKeysWithValues: stored.map { ($0.key, $0) })
    for record in held {
      let twin = try #require(twins[record.key])
      #expect(twin.history == record.history)
      #expect(twin.status == record.status && twin.isLost == record.isLost)
    }
  }
}

extension TaskRecord {
  /// What was seen of the task, in the words of ``RealNode/lives``.
  fileprivate var life: [String] {
    var life: [String] = []
    for entry in history {
      switch entry.event {
      case .submitted, .said, .cancelAsked, .cancelRefused: break
      case .found(let status): life.append(status.name.raw)
      case .moved(let from, let to):
        if life.last != from.name.raw { life.append(from.name.raw) }
        life.append(to.name.raw)
      case .lost: life.append("forgotten")
      case .foundAgain: life.append("found again")
      case .unreadable: life.append("unreadable")
      }
    }
    return life
  }

  fileprivate var lastState: TaskStatus {
    for entry in history.reversed() {
      if case .moved(_, let to) = entry.event { return to }
      if case .found(let status) = entry.event { return status }
    }
    return .pending
  }
}

extension [String] {
  /// Whether these are among the others in the same order.
  fileprivate func isPart(of others: [String]) -> Bool {
    var rest = others[...]
    for element in self {
      guard let index = rest.firstIndex(of: element) else { return false }
      rest = rest[(index + 1)...]
    }
    return true
  }
}

extension MirrorEvent {
  var tasks: [TaskRecord] {
    switch self {
    case .snapshot(let snapshot): snapshot.tasks
    case .changes(let changes): changes.tasks
    case .restarted: []
    }
  }
}

extension [MirrorEvent] {
  /// How often it was said that the node is another start.
  var restarts: Int { count { if case .restarted = $0 { true } else { false } } }

  /// Whether the node was ever called silent.
  var sayNoAnswer: Bool {
    compactMap(\.changedNode).contains { if case .silent = $0.health { true } else { false } }
  }
}
