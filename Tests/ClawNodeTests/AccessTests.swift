import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

/// Who may do what on a node.
@Suite(.timeLimit(.minutes(1)))
struct AccessTests {
  private let ann = NodeText("ann")

  /// An engine that knows ann in the given role, by a token.
  private func engine(
    _ role: Role?, policy: AccessPolicy = .onLoopback
  ) async throws -> (TaskEngine, Caller) {
    let store = try NodeStore()
    if let role { try store.setRole(role, of: ann) }
    let token = try store.addToken(for: ann)
    let engine = try TaskEngine(agents: [StubbornAgent()], store: store, policy: policy)
    let session = try await engine.openSession(userID: ann, token: token)
    return (engine, Caller(sessionID: session.id))
  }

  /// Whether that is permitted.
  private func may(_ body: () async throws -> Void) async throws -> Bool {
    do {
      try await body()
      return true
    } catch Refusal.notPermitted {
      return false
    }
  }

  @Test(arguments: [
    (Role.admin, submits: true, cancels: true, views: true, audits: true),
    (.manager, false, true, true, false), (.developer, true, true, true, false),
    (.viewer, false, false, true, false), (.guest, false, false, false, false),
  ])
  func `roles are enforced`(
    role: Role, submits: Bool, cancels: Bool, views: Bool, audits: Bool
  ) async throws {
    let (engine, ann) = try await engine(role)
    let task = try await engine.submit("stubborn").id
    #expect(try await may { _ = try await engine.state(of: task, caller: ann) } == views)
    #expect(try await may { _ = try await engine.cancel(task, caller: ann) } == cancels)
    let job = AgentJob(prompt: NodeText("p"))
    #expect(
      try await may {
        _ = try await engine.submit(agentType: NodeText("stubborn"), job: job, caller: ann)
      } == submits)
    #expect(
      try await may {
        _ = try await engine.auditEvents(AuditFilter(), caller: ann)
      } == audits)
    let seen = try await engine.session(ann)?.permissions.contains(
      NodeText("Permission.TASK_SUBMIT"))
    #expect(seen == submits)
  }

  @Test func `refused actions are in the audit log`() async throws {
    let (engine, ann) = try await engine(.guest)
    let task = try await engine.submit("stubborn").id
    _ = try await may { _ = try await engine.cancel(task, caller: ann) }
    _ = try await may {
      _ = try await engine.answer(task, NodeText("yes"), caller: ann)
    }
    let reader = Caller(sessionID: try await engine.openSession(userID: nil).id)
    let denied = try await engine.auditEvents(AuditFilter(type: .permissionDenied), caller: reader)
    #expect(denied.map(\.action?.raw) == ["task_input", "task_cancel"])
    #expect(denied.allSatisfy { $0.status.raw == "denied" && $0.userId == self.ann })
  }

  @Test(arguments: [(AccessPolicy.onLoopback, true), (.onNetwork, false)])
  func `a user without a role has the default one`(policy: AccessPolicy, submits: Bool) async throws
  {
    let (engine, ann) = try await engine(nil, policy: policy)
    #expect(
      try await may {
        _ = try await engine.submit("stubborn", caller: ann)
      } == submits)
  }

  @Test func `a role that is granted or revoked holds from the next request on`() async throws {
    try await TemporaryFolder.use { folder in
      let node = try NodeStore(folder: folder.path)
      let engine = try TaskEngine(agents: [StubbornAgent()], store: node)
      let ann = Caller(sessionID: try await engine.openSession(userID: self.ann).id)
      let shell = try NodeStore(folder: folder.path, isForNode: false)
      for (role, submits) in [(Role.viewer, false), (nil, true), (.developer, true)] {
        try shell.setRole(role, of: self.ann)
        #expect(
          try await may {
            _ = try await engine.submit("stubborn", caller: ann)
          } == submits)
      }
    }
  }

  @Test func `who has a token is nobody without it`() async throws {
    let store = try NodeStore()
    let engine = try TaskEngine(agents: [], store: store)
    let named = Caller(sessionID: try await engine.openSession(userID: ann).id)
    let token = try store.addToken(for: ann)
    await #expect(throws: Refusal.tokenMissing(ann)) { try await engine.session(named) }
    await #expect(throws: Refusal.tokenMissing(ann)) { try await engine.openSession(userID: ann) }
    await #expect(throws: Refusal.tokenUnknown) {
      try await engine.openSession(userID: ann, token: token + "x")
    }
    // With the token the name need not be said; the session's id alone is enough from then on.
    let bound = try await engine.openSession(userID: nil, token: token)
    #expect(bound.userId == ann)
    #expect(try await engine.session(Caller(sessionID: bound.id))?.userId == ann)
    await #expect(throws: Refusal.notPermitted("Token belongs to another user")) {
      try await engine.openSession(userID: NodeText("bob"), token: token)
    }
    try store.removeTokens(of: ann)
    await #expect(throws: Refusal.tokenUnknown) {
      try await engine.principal(Caller(token: token))
    }
    // What it opened ends with it, and is not brought back by another one.
    for _ in 1...2 {
      await #expect(throws: Refusal.sessionUnknown) {
        try await engine.session(Caller(sessionID: bound.id))
      }
      _ = try store.addToken(for: ann)
    }
    try store.removeTokens(of: ann)
    #expect(try await engine.session(named)?.userId == ann)
  }

  @Test func `a name alone is no admin`() async throws {
    let store = try NodeStore()
    try store.setRole(.admin, of: ann)
    let engine = try TaskEngine(agents: [], store: store)
    let named = Caller(sessionID: try await engine.openSession(userID: ann).id)
    let principal = try await engine.principal(named)
    #expect(principal.rights == .role(.developer))
    #expect(!principal.mayReadAudit)
  }

  @Test func `names that look alike are two users`() async throws {
    let (composed, decomposed) = (NodeText("zo\u{eb}"), NodeText("zoe\u{308}"))
    #expect(composed == decomposed)
    let store = try NodeStore()
    try store.setRole(.viewer, of: composed)
    try store.setRole(.manager, of: decomposed)
    let engine = try TaskEngine(agents: [], store: store)
    for (user, role) in [(composed, Role.viewer), (decomposed, .manager)] {
      let session = try await engine.openSession(userID: user)
      let principal = try await engine.principal(Caller(sessionID: session.id))
      #expect(principal.rights == .role(role))
    }
    let token = try store.addToken(for: composed)
    await #expect(throws: Refusal.notPermitted("Token belongs to another user")) {
      try await engine.openSession(userID: decomposed, token: token)
    }
  }

  @Test func `on a network nobody is anybody without a token`() async throws {
    let store = try NodeStore()
    let engine = try TaskEngine(agents: [StubbornAgent()], store: store, policy: .onNetwork)
    let none = Refusal.anonymousNotTaken
    await #expect(throws: none) { try await engine.openSession(userID: nil) }
    await #expect(throws: none) { try await engine.submit("stubborn") }
    await #expect(throws: none) { try await engine.state(of: TaskID("t")) }
    await #expect(throws: Refusal.tokenMissing(ann)) { try await engine.openSession(userID: ann) }
    #expect(engine.health().counts == nil)
    try store.setRole(.developer, of: ann)
    let token = try store.addToken(for: ann)
    #expect(try await engine.submit("stubborn", caller: Caller(token: token)).status == .pending)
  }

  @Test func `callers without a user may read where only that is allowed`() async throws {
    var policy = AccessPolicy.onLoopback
    policy.anonymous = .read
    let engine = try TaskEngine(agents: [StubbornAgent()], policy: policy)
    let anonymous = Caller(sessionID: try await engine.openSession(userID: nil).id)
    await #expect(throws: Refusal.notPermitted("Permission denied: task:submit")) {
      try await engine.submit("stubborn", caller: anonymous)
    }
    #expect(try await engine.state(of: TaskID("t"), caller: anonymous).isUnknownToNode)
    #expect(try await !engine.auditEvents(AuditFilter(), caller: anonymous).isEmpty)
  }

  @Test func `an agent that wants a token works for nobody without one`() async throws {
    let store = try NodeStore()
    let engine = try TaskEngine(agents: [QuickAgent(wantsToken: true)], store: store)
    let words =
      "Agent 'quick' wants a token: --token-file gives one, and `clawboard node token add` makes it"
    await #expect(throws: Refusal.notPermitted(words)) {
      try await engine.submit("quick")
    }
    let token = try store.addToken(for: ann)
    let task = try await engine.submit("QUICK", caller: Caller(token: token))
    #expect(try await engine.finalState(of: task.id).status == .completed)
  }

  @Test func `only an admin sees the keys of other sessions`() async throws {
    let (engine, ann) = try await engine(.admin)
    let other = try await engine.openSession(userID: nil)
    let whole = try await engine.auditEvents(AuditFilter(limit: 1), caller: ann)
    #expect(whole.first?.sessionId?.raw == other.id)
    let cut = try await engine.activity(
      ofSession: other.id, caller: Caller(sessionID: other.id), limit: 1)
    #expect(cut.first?.sessionId?.raw == String(other.id.prefix(8)))
  }

  @Test func `what a user did is shown to that user and to admins`() async throws {
    let (engine, ann) = try await engine(.admin)
    let bob = Caller(sessionID: try await engine.openSession(userID: NodeText("bob")).id)
    for caller in [ann, bob] {
      #expect(try await engine.activity(ofUser: "bob", caller: caller, limit: 9).count == 1)
    }
    await #expect(throws: Refusal.self) {
      try await engine.activity(ofUser: "ann", caller: bob, limit: 9)
    }
  }

  @Test func `the first look of a session at the audit log is in the log`() async throws {
    let engine = try TaskEngine(agents: [])
    let reader = Caller(sessionID: try await engine.openSession(userID: nil).id)
    for _ in 1...3 { _ = try await engine.auditEvents(AuditFilter(), caller: reader) }
    let looks = try await engine.auditEvents(AuditFilter(type: .resourceAccessed), caller: reader)
    #expect(looks.count == 1)
  }
}
