import ClawLink
import Foundation
import TestSupport
import Testing

/// A node that refuses sessions: once, for ever, or one that it knew before.
@Suite(.timeLimit(.minutes(1)))
struct RefusedSessionTests {
  private static let sessions = "/api/runtime/sessions"

  /// What can be repeated in a new session; a state is asked in one after its first refusal.
  private static let repeated = Operation.allCases.filter { $0.needsSession || $0 == .state }
  private static let others = Operation.allCases.filter { !$0.needsSession && $0 != .state }

  @Test(arguments: repeated)
  func `a session that is refused once is replaced without a word`(
    operation: Operation
  ) async throws {
    let behaviour = NodeBehaviour.once(.refusesSessions, then: try .wellBehaved())
    try await conversing(with: behaviour.afterOpeningSessions) { node, adapter in
      try await operation.run(on: adapter)
      #expect(node.requests(for: Self.sessions).count == (operation == .state ? 1 : 2))
      try await operation.run(on: adapter)
    }
  }

  @Test(arguments: repeated)
  func `a node that refuses every session is asked twice`(operation: Operation) async throws {
    let behaviour = NodeBehaviour.refusesSessions.afterOpeningSessions
    try await conversing(with: behaviour) { node, adapter in
      let error = ClawLinkError.sessionRefused(node: node.url)
      await #expect(throws: error) { try await operation.run(on: adapter) }
      #expect(node.requests(for: Self.sessions).count == 2)
      node.behave(try .wellBehaved())
      try await operation.run(on: adapter)
    }
  }

  @Test(arguments: others)
  func `what goes without a session is refused at once`(operation: Operation) async throws {
    let behaviour = NodeBehaviour.once(.refusesSessions, then: try .wellBehaved())
    try await conversing(with: behaviour) { node, adapter in
      let error = ClawLinkError.sessionRefused(node: node.url)
      await #expect(throws: error) { try await operation.run(on: adapter) }
      try await operation.run(on: adapter)
    }
  }

  @Test(arguments: Operation.allCases.filter(\.needsSession))
  func `a session that is lost between two calls is replaced`(operation: Operation) async throws {
    let good = try NodeBehaviour.wellBehaved()
    let refusal = NodeReply.refusal(401, "Invalid or expired session")
    let forgetting = NodeBehaviour.answers { request in
      request.names("session-1") && request.number > 1 ? refusal : good.reply(to: request)
    }
    try await conversing(with: forgetting.afterOpeningSessions) { node, adapter in
      try await operation.run(on: adapter)
      #expect(node.requests(for: Self.sessions).count == 1)
      try await operation.run(on: adapter)
      #expect(node.requests(for: Self.sessions).count == 2)
      #expect(node.requests.last?.names("session-2") == true)
    }
  }
}

extension ReceivedRequest {
  /// Whether the session is in the query or in the body.
  fileprivate func names(_ session: String) -> Bool {
    query.values.contains(session) || String(decoding: body, as: UTF8.self).contains(session)
  }
}
