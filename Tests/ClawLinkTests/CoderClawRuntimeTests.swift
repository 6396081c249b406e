import ClawLink
import ClawNode
import Foundation
import TestSupport
import Testing

/// Modes of the runtime and what it says of itself.
@Suite(.timeLimit(.minutes(1)))
struct CoderClawRuntimeTests {
  private func local(_ name: String = "local") throws -> LocalTransportAdapter {
    try LocalTransportAdapter(TaskEngine(agents: [WorkingAgent("a")]), name: name)
  }

  private func remote(_ url: String = MisbehavingNode.deserted) throws -> ClawLinkTransportAdapter {
    ClawLinkTransportAdapter(try ClawLinkConfiguration(baseUrl: url))
  }

  private func expect(
    _ problem: String, of mode: CoderClawRuntime.Mode, with adapters: [any TransportAdapter]
  ) {
    #expect(throws: ClawLinkError.configuration(key: "mode", problem: problem)) {
      try CoderClawRuntime(adapters, mode: mode)
    }
  }

  @Test func `modes are named like CoderClaw's`() {
    #expect(
      CoderClawRuntime.Mode.allCases.map(\.rawValue)
        == ["local-only", "remote-enabled", "distributed-cluster"])
  }

  @Test func `local-only takes one local adapter and no other`() async throws {
    _ = try CoderClawRuntime(try local(), mode: .localOnly)
    let remote = try remote()
    let problem = "local-only takes one local adapter and no other"
    for adapters in [[], [remote], [try local(), try local("b")], [try local(), remote]]
      as [[any TransportAdapter]]
    {
      expect(problem, of: .localOnly, with: adapters)
    }
    await remote.close()
  }

  @Test func `remote-enabled takes one adapter of either kind`() async throws {
    let remote = try remote()
    _ = try CoderClawRuntime(try local(), mode: .remoteEnabled)
    _ = try CoderClawRuntime(remote, mode: .remoteEnabled)
    let problem = "remote-enabled takes one adapter; several make a distributed-cluster"
    for adapters in [[], [remote, try local()]] as [[any TransportAdapter]] {
      expect(problem, of: .remoteEnabled, with: adapters)
    }
    await remote.close()
  }

  @Test func `a cluster takes several, each to another node`() throws {
    _ = try CoderClawRuntime(try local("a"), try local("b"), mode: .distributedCluster)
    _ = try CoderClawRuntime(try local("a"), mode: .distributedCluster)
    expect(
      "distributed-cluster takes at least one adapter", of: .distributedCluster, with: [])
    expect(
      "two adapters of the cluster speak to one node", of: .distributedCluster,
      with: [try local("a"), try local("b"), try local("a")])
  }

  @Test func `the status is real in every field`() async throws {
    let date = ManualDate()
    let start = date.now
    let agent = WorkingAgent("a")
    let runtime = try CoderClawRuntime(
      LocalTransportAdapter(try TaskEngine(agents: [agent])), mode: .localOnly, now: { date.now })
    let before = await runtime.getStatus()
    #expect(before.version == CoderClawRuntime.version)
    #expect(before.version.split(separator: ".").count == 3)
    #expect(before.mode == .localOnly)
    #expect(before.uptime == 0)
    #expect(before.nodes.map(\.health) == [.unasked])
    date.advance(by: 90)
    let task = try await runtime.submitTask(TaskSubmitRequest(agentId: "a", input: "work"))
    let busy = await runtime.getStatus()
    #expect(busy.uptime == 90)
    #expect(busy.activeTasks == 1)
    #expect(busy.totalTasks == 1)
    #expect(busy.nodes.map(\.node) == ["local"])
    #expect(busy.nodes.map(\.health) == [.healthy(at: start + 90)])
    _ = try await runtime.cancelTask(task.id)
    let after = await runtime.getStatus()
    #expect(after.activeTasks == 0)
    #expect(after.totalTasks == 1)
    #expect(after.nodes.map(\.totalTasks) == [1])
  }

  @Test func `the status remembers how a node failed and how it came back`() async throws {
    let date = ManualDate()
    try await MisbehavingNode.running(.wellBehaved()) { node in
      let adapter = try remote(node.url)
      let runtime = try CoderClawRuntime(adapter, mode: .remoteEnabled, now: { date.now })
      try await node.stop()
      let error = ClawLinkError.unreachable(node: node.url, reason: "connection refused")
      await #expect(throws: error) { try await runtime.listAgents() }
      await #expect(throws: error) {
        try await runtime.submitTask(TaskSubmitRequest(input: "work"))
      }
      let failing = await runtime.getStatus()
      #expect(failing.nodes.map(\.health) == [.failing(error, at: date.now)])
      try await node.start()
      date.advance(by: 1)
      _ = try await runtime.listSkills()
      let well = await runtime.getStatus()
      #expect(well.nodes.map(\.health) == [.healthy(at: date.now)])
      await runtime.close()
      await #expect(throws: ClawLinkError.closed) { try await runtime.listSkills() }
    }
  }

  @Test func `agents and skills of several nodes stand once, configured if they are on any`()
    async throws
  {
    let first = try TaskEngine(agents: [WorkingAgent("x", isConfigured: false)])
    let second = try TaskEngine(agents: [WorkingAgent("x"), WorkingAgent("y")])
    let runtime = try CoderClawRuntime(
      LocalTransportAdapter(first, name: "1"), LocalTransportAdapter(second, name: "2"),
      mode: .distributedCluster)
    let agents = try await runtime.listAgents()
    #expect(
      agents.map(\.agentType.raw)
        == ["x", "claude", "auggie", "ollama", "opendevin", "goose", "y"])
    #expect(agents.filter(\.isConfigured).map(\.agentType.raw) == ["x", "y"])
    #expect(try await runtime.listSkills().count == 3)
  }
}
