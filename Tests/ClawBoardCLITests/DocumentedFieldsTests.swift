import ClawLink
import Foundation
import Testing

@testable import ClawBoardCLI
@testable import ClawMirror

/// Fields of JSON output, against docs/commands.md.
struct DocumentedFieldsTests {
  private static let node = NodeRecord(name: NodeName("prod"), url: "http://prod")
  private static let record = TaskRecord(
    key: TaskKey(node: node.name, id: TaskID("7f3a")), agent: NodeText("demo"), submitter: .us,
    submittedAt: .distantPast)
  private static var task: ListedTask { ListedTask(record, on: node) }

  /// The fields that a section lists in its first table.
  private func fields(of command: String) throws -> Set<String> {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appendingPathComponent("docs/commands.md"), encoding: .utf8)
    let section = try #require(
      text.components(separatedBy: "\n## ").first { $0.hasPrefix(command + "\n") })
    let rows = try #require(section.components(separatedBy: "| field | is |\n|---|---|\n").last)
      .split(separator: "\n").prefix { $0.hasPrefix("|") }
    return Set(
      rows.flatMap { row in
        let cell = row.split(separator: "|")[0]
        return cell.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }
          .map { String($0.element) }
      })
  }

  private func properties(_ value: some Encodable) -> Set<String> {
    Set(Mirror(reflecting: value).children.compactMap(\.label))
  }

  /// What is encoded, of a value that holds something everywhere.
  private func encoded(_ value: some Encodable) throws -> Set<String> {
    let json = try JSONSerialization.jsonObject(with: Data(JSONOutput.text(value).utf8))
    return Set(try #require(json as? [String: Any]).keys)
  }

  @Test func `every field of a list is documented, and no other`() throws {
    #expect(try fields(of: "ls") == properties(Self.task))
    #expect(try fields(of: "nodes") == properties(ListedNode(Self.node)))
    let agent = AgentsCommand.Listed(
      node: "", agent: "", name: "", description: nil, configured: true, problem: nil,
      capabilities: [])
    #expect(try fields(of: "agents") == properties(agent))
    let skill = SkillsCommand.Listed(
      node: "", skill: "", name: "", description: "", requiredPermissions: [])
    #expect(try fields(of: "skills") == properties(skill))
    let event = AuditEvent(id: "", type: .taskSubmitted, timestamp: NodeDate(.distantPast))
    #expect(try fields(of: "audit") == properties(ListedEvent(event, on: Self.node.name)))
    let status = StatusCommand.Listed(node: ListedNode(Self.node), counts: [:], lost: 0)
    #expect(try fields(of: "status") == properties(status))
    let row = ConfigRow(node: "", key: "", value: nil, source: "")
    #expect(try fields(of: "config") == properties(row))
    let stats = StatsCommand.Listed(
      node: "", agent: "", submitted: 0, live: 0, completed: 0, failed: 0, cancelled: 0, lost: 0,
      median: nil, p90: nil, inputTokens: 0, outputTokens: 0)
    #expect(try fields(of: "stats") == properties(stats))
  }

  @Test func `every field of what was done is documented, and no other`() throws {
    #expect(try fields(of: "agent") == properties(AgentTurn(Self.record, on: "")))
    let cancel = CancelResult.Listed(
      node: "", id: "", outcome: .cancelled, message: "", stopsAgents: true)
    #expect(try fields(of: "cancel") == properties(cancel))
    let retry = RetryResult.Listed(node: "", retryOf: "", id: nil, outcome: .sent, message: "")
    #expect(try fields(of: "retry") == properties(retry))
  }

  @Test func `show prints the fields of ls and its own`() throws {
    var record = Self.record
    record.claim(TaskSubmitRequest(input: "p", model: "m"), by: nil)
    record.apply(
      .answer(
        .state(TaskState(id: record.key.id, status: .running, metadata: ["model": "m"])),
        askedAt: .distantPast, at: .distantPast))
    let shown = ShownTask(TaskView(record: record, node: Self.node, asOf: nil))
    let own = try encoded(shown).subtracting(properties(Self.task))
    #expect(try fields(of: "show") == own)
  }

  @Test func `lines of watch hold what is documented`() throws {
    func line(_ content: WatchLine.Content) throws -> Set<String> {
      try encoded(WatchLine(sequence: 1, time: .distantPast, content: content))
    }
    let all = try line(.task(Self.task)).union(line(.node(ListedNode(Self.node))))
      .union(line(.gone(Self.record.key))).union(line(.restarted(Self.node.name)))
    #expect(try fields(of: "watch") == all)
  }
}
