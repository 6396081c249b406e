import ClawLink
import Foundation
import Testing

/// What a node says of itself.
struct NodeHealthTests {
  private func health(_ json: String) throws -> NodeHealth {
    try JSONDecoder().decode(NodeHealth.self, from: Data(json.utf8))
  }

  @Test func `tasks are counted by the names of their states`() throws {
    let health = try health(#"{"status": "healthy", "counts": {"running": 2, "paused": 0}}"#)
    #expect(health.counts == ["running": 2, "paused": 0])
  }

  @Test(arguments: [
    "", #", "counts": null"#, #", "counts": 7"#, #", "counts": [1, 2]"#,
    #", "counts": {"running": "two"}"#, #", "counts": {"running": 0.5}"#,
  ])
  func `counts that are not there, or in another shape, are none`(counts: String) throws {
    let health = try health(#"{"status": "healthy", "progress": true\#(counts)}"#)
    #expect(health == NodeHealth(status: NodeText("healthy"), progress: true))
  }

  @Test func `health is read as it is written`() throws {
    let health = NodeHealth(
      status: NodeText("healthy"), instance: NodeText("i"), boot: NodeText("b"),
      version: NodeText("1.2.3"), progress: false, counts: ["completed": 3])
    let written = try JSONEncoder().encode(health)
    #expect(try JSONDecoder().decode(NodeHealth.self, from: written) == health)
  }

  @Test func `without a status it is no health`() {
    #expect(throws: DecodingError.self) { try health(#"{"counts": {"running": 2}}"#) }
  }
}
