import ClawLink
import Foundation
import TestSupport
import Testing

/// Every operation against every way in which a server can misbehave: the right error, and the next
/// call works.
@Suite(.timeLimit(.minutes(1)))
struct MisbehaviourTests {
  /// An answer that is whole or broken off, with what it is told as.
  enum Mode: CaseIterable, Sendable {
    case closesBeforeHead, closesInBody, truncatesJSON, mistakesTypes, answersHTML, garblesText
    case neverEnds, failsInside, answersNoHTTP

    var behaviour: NodeBehaviour {
      switch self {
      case .closesBeforeHead: .closesBeforeHead
      case .closesInBody: .closesInBody
      case .truncatesJSON: .truncatesJSON
      case .mistakesTypes: .mistakesTypes
      case .answersHTML: .answersHTML
      case .garblesText: .garblesText
      case .neverEnds: .neverEnds
      case .failsInside: .failsInside
      case .answersNoHTTP: .answersNoHTTP
      }
    }

    func error(_ operation: Operation, node: String, sentAt: Date) -> ClawLinkError {
      let (failure, reason) = failure(operation.name, node: node)
      return operation.told(failure, asLost: reason, node: node, sentAt: sentAt)
    }

    private func failure(_ name: String, node: String) -> (ClawLinkError, String?) {
      switch self {
      case .closesBeforeHead, .closesInBody:
        (.connectionLost(node: node, operation: name), "the connection broke")
      case .truncatesJSON, .mistakesTypes, .garblesText:
        (
          .foreignServer(node: node, found: "its answer to '\(name)' has another shape"),
          "its answer cannot be read"
        )
      case .answersHTML:
        (.foreignServer(node: node, found: "its answer is text/html, not JSON"), nil)
      case .answersNoHTTP:
        (.foreignServer(node: node, found: "its answer is not HTTP"), nil)
      case .neverEnds:
        (
          .answerTooLarge(node: node, operation: name, limitBytes: 2 * 1_048_576),
          "the answer was too large"
        )
      case .failsInside:
        (
          .nodeFault(node: node, operation: name, status: 500),
          "the node failed inside, status 500"
        )
      }
    }
  }

  /// The operation fails like this, and works once the node behaves.
  private func fails(
    _ operation: Operation, with error: ClawLinkError, on adapter: ClawLinkTransportAdapter,
    of node: MisbehavingNode
  ) async throws {
    await #expect(throws: error) { try await operation.run(on: adapter) }
    node.behave(try .wellBehaved())
    try await operation.run(on: adapter)
  }

  /// Opening a session misbehaves only where that is what is looked at.
  private func applied(_ behaviour: NodeBehaviour, to operation: Operation) -> NodeBehaviour {
    operation == .connect ? behaviour : behaviour.afterOpeningSessions
  }

  @Test(arguments: Mode.allCases, Operation.allCases)
  func `a bad answer is told as what it is, and the next call works`(
    mode: Mode, operation: Operation
  ) async throws {
    let date = ManualDate()
    let behaviour = applied(mode.behaviour, to: operation)
    try await conversing(with: behaviour, date: date) { node, adapter in
      let error = mode.error(operation, node: node.url, sentAt: date.now)
      try await fails(operation, with: error, on: adapter, of: node)
      await adapter.close()
      try await node.waitUntilAllClosed()
    }
  }

  @Test(arguments: Operation.allCases)
  func `where nobody listens nothing was sent, and a node that comes is reached`(
    operation: Operation
  ) async throws {
    try await conversing(with: .wellBehaved()) { node, adapter in
      try await node.stop()
      let error = ClawLinkError.unreachable(node: node.url, reason: "connection refused")
      await #expect(throws: error) { try await operation.run(on: adapter) }
      try await node.start()
      try await operation.run(on: adapter)
    }
  }

  @Test(arguments: Operation.allCases)
  func `a connection that was closed while idle is not noticed`(
    operation: Operation
  ) async throws {
    try await conversing(with: .wellBehaved()) { node, adapter in
      for _ in 1...3 {
        try await operation.run(on: adapter)
        try await node.closeConnections()
      }
    }
  }

  @Test(arguments: Operation.allCases)
  func `another host is never sent to`(operation: Operation) async throws {
    try await MisbehavingNode.running(.wellBehaved()) { other in
      let behaviour = applied(.redirects(to: other.url), to: operation)
      try await conversing(with: behaviour) { node, adapter in
        let error = ClawLinkError.foreignServer(
          node: node.url, found: "it redirects to another address")
        try await fails(operation, with: error, on: adapter, of: node)
        #expect(other.connectionCount == 0)
      }
    }
  }

  @Test(
    arguments: [
      NodeBehaviour.hangsBeforeHead, .hangsAfterHead, .hangsInBody, .dripsLong,
    ], Operation.allCases)
  func `an answer that does not come in time is given up`(
    hanging: NodeBehaviour, operation: Operation
  ) async throws {
    let clock = ManualClock()
    let date = ManualDate()
    let behaviour = applied(hanging, to: operation)
    try await conversing(with: behaviour, clock: clock, date: date) { node, adapter in
      let ended = AwaitedCount()
      let call = Task {
        defer { ended.change(by: 1) }
        try await operation.run(on: adapter)
      }
      try await node.waitForRequests(operation.needsSession ? 2 : 1)
      for _ in 1..<(operation.timeoutMs / 1000) {
        node.drip()
        clock.advance(by: .seconds(1))
      }
      #expect(ended.value == 0)
      // The request may have been there before its time has begun to run.
      while ended.value == 0 {
        node.drip()
        clock.advance(by: .seconds(1))
        await Task.yield()
      }
      let limit = operation.timeoutMs
      let error = operation.told(
        .timedOut(node: node.url, operation: operation.name, afterMs: limit),
        asLost: "no answer in \(limit) ms", node: node.url, sentAt: date.now)
      await #expect(throws: error) { try await call.value }
      #expect(clock.sleeperCount == 0)
      node.behave(try .wellBehaved())
      try await operation.run(on: adapter)
      await adapter.close()
      try await node.waitUntilAllClosed()
    }
  }
}

extension NodeBehaviour {
  /// Drips for longer than anybody waits.
  fileprivate static let dripsLong = always(
    .json(#"{"status": "\#(String(repeating: "x", count: 100))"}"#).delivered(.dripping))
}
