import ClawLink
import ClawNode
import Foundation
import TestSupport
import Testing

/// Where a cluster puts tasks, and how it finds them again.
@Suite(.timeLimit(.minutes(1)))
struct ClusterTests {
  /// Two local nodes, `1` with the agents x and y, `2` with x and z.
  private struct Cluster {
    let clock = ManualClock()
    let x1 = WorkingAgent("x")
    let x2 = WorkingAgent("x")
    let first: LocalTransportAdapter
    let second: LocalTransportAdapter
    let runtime: CoderClawRuntime

    init() throws {
      let pace = PollingPace(interval: .seconds(1), clock: clock)
      first = LocalTransportAdapter(
        try TaskEngine(agents: [x1, WorkingAgent("y")]), name: "1", pace: pace)
      second = LocalTransportAdapter(
        try TaskEngine(agents: [x2, WorkingAgent("z")]), name: "2", pace: pace)
      runtime = try CoderClawRuntime(first, second, mode: .distributedCluster)
    }

    func submit(_ agent: String? = "x") async throws(ClawLinkError) -> SubmittedTask {
      try await runtime.submitTask(TaskSubmitRequest(agentId: agent, input: "work"))
    }
  }

  @Test func `a task goes to the least live work, the first of equals`() async throws {
    let cluster = try Cluster()
    var nodes: [String] = []
    for _ in 1...5 { nodes.append(try await cluster.submit().node) }
    #expect(nodes == ["1", "2", "1", "2", "1"])
    let status = await cluster.runtime.getStatus()
    #expect(status.nodes.map(\.activeTasks) == [3, 2])
    #expect(status.activeTasks == 5)
  }

  @Test func `work that has ended does not count`() async throws {
    let cluster = try Cluster()
    let task = try await cluster.submit()
    cluster.x1.gate.change(by: 1)
    let updates = try await cluster.runtime.streamTaskUpdates(task.id)
    _ = try await collected(updates, stepping: cluster.clock)
    #expect(try await cluster.submit().node == "1")
  }

  @Test func `tasks that are handed over together are spread`() async throws {
    let cluster = try Cluster()
    let nodes = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 1...6 { group.addTask { try await cluster.submit().node } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(nodes.filter { $0 == "1" }.count == 3)
  }

  @Test(arguments: [("y", "1"), ("z", "2"), ("Z", "2")])
  func `a task goes where its agent is`(agent: String, node: String) async throws {
    let cluster = try Cluster()
    for _ in 1...3 {
      let task = try await cluster.submit(agent)
      #expect(task.node == node)
      #expect(task.agentId == agent)
    }
  }

  @Test(arguments: [("w", "w"), ("claude", "claude")])
  func `an agent that no node has configured is said so`(agent: String, said: String) async throws {
    let cluster = try Cluster()
    let error = ClawLinkError.configuration(
      key: "agent", problem: "no node of 1, 2 has '\(said)' configured")
    await #expect(throws: error) { try await cluster.submit(agent) }
  }

  @Test func `without an agent the answer says which it was`() async throws {
    let cluster = try Cluster()
    #expect(try await cluster.submit(nil).agentId == "x")
  }

  @Test func `a node that does not answer gets nothing`() async throws {
    let down = try ClawLinkTransportAdapter(
      ClawLinkConfiguration(baseUrl: MisbehavingNode.deserted))
    let up = LocalTransportAdapter(try TaskEngine(agents: [WorkingAgent("x")]), name: "up")
    let runtime = try CoderClawRuntime(down, up, mode: .distributedCluster)
    for _ in 1...2 {
      let task = try await runtime.submitTask(TaskSubmitRequest(agentId: "x", input: "work"))
      #expect(task.node == "up")
    }
    #expect(try await runtime.listAgents().count == 6)
    let error = ClawLinkError.unreachable(node: down.node, reason: "connection refused")
    // The node that is down may have it.
    await #expect(throws: error) { try await runtime.queryTaskState(TaskID("none")) }
    await down.close()
  }

  @Test func `when no node answers, the error says so`() async throws {
    let first = try ClawLinkTransportAdapter(
      ClawLinkConfiguration(baseUrl: MisbehavingNode.deserted))
    let second = try ClawLinkTransportAdapter(
      ClawLinkConfiguration(baseUrl: "http://localhost:1"))
    let runtime = try CoderClawRuntime(first, second, mode: .distributedCluster)
    let error = ClawLinkError.unreachable(node: first.node, reason: "connection refused")
    await #expect(throws: error) {
      try await runtime.submitTask(TaskSubmitRequest(input: "work"))
    }
    await #expect(throws: error) { try await runtime.listAgents() }
    await #expect(throws: error) { try await runtime.listSkills() }
    await #expect(throws: error) { try await runtime.cancelTask(TaskID("t")) }
    await #expect(throws: error) { try await runtime.streamTaskUpdates(TaskID("t")) }
    let status = await runtime.getStatus()
    #expect(status.nodes.count == 2)
    for node in status.nodes {
      guard case .failing = node.health else {
        Issue.record("\(node)")
        continue
      }
    }
    await runtime.close()
  }

  @Test func `everything about a task goes to its node`() async throws {
    let cluster = try Cluster()
    _ = try await cluster.submit()
    let task = try await cluster.submit()
    #expect(task.node == "2")
    try await cluster.x2.started.reaches(1)
    #expect(try await cluster.runtime.queryTaskState(task.id)?.status == .running)
    let updates = try await cluster.runtime.streamTaskUpdates(task.id)
    var iterator = updates.makeAsyncIterator()
    #expect(try await iterator.next()?.status == .running)
    #expect(try await cluster.runtime.cancelTask(task.id) == .cancelled)
    #expect(try await cluster.second.queryTaskState(task.id)?.status == .cancelled)
    #expect(try await cluster.first.queryTaskState(task.id) == nil)
  }

  @Test func `a task that another runtime submitted is found`() async throws {
    let cluster = try Cluster()
    let request = TaskSubmitRequest(agentId: "x", input: "work")
    let others = try await cluster.second.submitTask(request)
    #expect(try await cluster.runtime.queryTaskState(others.id)?.id == others.id)
    let more = try await cluster.second.submitTask(request)
    _ = try await cluster.runtime.streamTaskUpdates(more.id)
    let last = try await cluster.second.submitTask(request)
    #expect(try await cluster.runtime.cancelTask(last.id) == .cancelled)
    let status = await cluster.runtime.getStatus()
    #expect(status.nodes.map(\.totalTasks) == [0, 3])
    #expect(status.nodes.map(\.activeTasks) == [0, 2])
  }

  @Test func `a task that no node knows is unknown`() async throws {
    let cluster = try Cluster()
    let none = TaskID("none")
    #expect(try await cluster.runtime.queryTaskState(none) == nil)
    #expect(try await cluster.runtime.cancelTask(none) == .unknownToNode)
    await #expect(throws: ClawLinkError.taskUnknown(node: "1, 2", id: none)) {
      try await cluster.runtime.streamTaskUpdates(none)
    }
  }
}
