import ClawLink
import Foundation
import TestSupport
import Testing

/// Looking for a submission whose answer was lost.
@Suite(.timeLimit(.minutes(1)))
struct UnconfirmedSubmissionTests {
  private let sentAt = Date(timeIntervalSince1970: 1_767_225_600)

  private func lost(session: String? = "session-1") -> UnconfirmedSubmission {
    UnconfirmedSubmission(
      node: "n", reason: "r", agentId: "Ollama", sentAt: sentAt, sessionId: session)
  }

  /// An entry of the log: a task, its agent and session, seconds from the submission.
  private func event(
    _ id: String, agent: String = "ollama", session: String? = "session-1", at seconds: Double = 0
  ) -> AuditEvent {
    AuditEvent(
      id: "event of \(id)", type: .taskSubmitted, timestamp: NodeDate(sentAt + seconds),
      sessionId: session.map { NodeText($0) }, resourceType: NodeText("task"),
      resourceId: NodeText(id), details: ["agent_type": .string(agent)])
  }

  private func found(
    _ lost: UnconfirmedSubmission, in log: [AuditEvent], notAmong known: Set<TaskID> = []
  ) async throws -> [String] {
    let body = String(decoding: try JSONEncoder().encode(log), as: UTF8.self)
    let behaviour = NodeBehaviour.always(.json(body)).afterOpeningSessions
    return try await MisbehavingNode.running(behaviour) { node in
      let adapter = ClawLinkTransportAdapter(try ClawLinkConfiguration(baseUrl: node.url))
      let events = try await adapter.findUnconfirmedSubmissions(lost, notAmong: known)
      await adapter.close()
      return events.compactMap(\.resourceId?.raw)
    }
  }

  @Test func `the nearest in time comes first`() async throws {
    let log = [event("late", at: 200), event("near", at: 1), event("early", at: -30)]
    #expect(try await found(lost(), in: log) == ["near", "early", "late"])
  }

  @Test func `what is too far away in time is another`() async throws {
    let log = [
      event("a", at: 301), event("b", at: 300), event("c", at: -300), event("d", at: -301),
    ]
    #expect(Set(try await found(lost(), in: log)) == ["b", "c"])
  }

  @Test func `only our session and our agent count, in any case of the agent`() async throws {
    let log = [
      event("ours", agent: "OLLAMA"), event("agent", agent: "goose"),
      event("session", session: "session-2"), event("none", session: nil),
      event("empty", session: ""),
    ]
    #expect(try await found(lost(), in: log) == ["ours"])
    #expect(try await found(lost(session: nil), in: log) == ["none", "empty"])
  }

  @Test func `a session that the log cuts short is still ours`() async throws {
    let ours = lost(session: "5bd7e6a1-3c0f-4b54")
    let log = [
      event("eight", session: "5bd7e6a1"), event("more", session: "5bd7e6a1-3", at: 1),
      event("whole", session: "5bd7e6a1-3c0f-4b54", at: 2), event("seven", session: "5bd7e6a"),
      event("other", session: "5bd7e6a2"), event("longer", session: "5bd7e6a1-3c0f-4b54-9"),
    ]
    #expect(try await found(ours, in: log) == ["eight", "more", "whole"])
  }

  @Test func `tasks that are accounted for are left out`() async throws {
    let log = [event("known"), event("new", at: 2)]
    #expect(try await found(lost(), in: log, notAmong: [TaskID("known")]) == ["new"])
  }

  @Test func `nothing is found in an empty log`() async throws {
    #expect(try await found(lost(), in: []).isEmpty)
  }
}
