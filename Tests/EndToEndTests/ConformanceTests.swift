import Foundation
import TestSupport
import Testing

/// Replays what was recorded with a real node, in that order. `CLAWLINK_URL` names the node that is
/// to answer; without it our own is started.
@Suite(.timeLimit(.minutes(1)))
struct ConformanceTests {
  private static let leftOut = ConformanceList.leftOut.flatMap(\.names)

  @Test func `a node answers as the real one did`() async throws {
    try await withNode { url in
      var replay = try ConformanceReplay(url: url)
      var replayed = 0
      for exchange in try RecordedExchange.all() where !Self.leftOut.contains(exchange.name) {
        let differences = try await replay.differences(in: exchange)
        #expect(differences.isEmpty, "\(exchange.name): \(differences.joined(separator: "; "))")
        replayed += 1
      }
      try await replay.end()
      print("\(replayed) recorded exchanges replayed, \(Self.leftOut.count) left out, at \(url)")
      #expect(replayed >= 150)
    }
  }

  @Test func `what is not replayed was recorded, and has one reason`() throws {
    let recorded = Set(try RecordedExchange.all().map(\.name))
    #expect(Set(Self.leftOut).count == Self.leftOut.count)
    #expect(Set(Self.leftOut).subtracting(recorded) == [])
    for names in [ConformanceList.beforeWhichATaskIsAtWork, ConformanceList.neverWrittenThere] {
      #expect(names.subtracting(recorded) == [])
      #expect(names.isDisjoint(with: Self.leftOut))
    }
  }

  /// A real node knows no roles: there, who gives a name may only look. That is a guest here.
  private func withNode(_ body: (_ url: String) async throws -> Void) async throws {
    if let url = ProcessInfo.processInfo.environment["CLAWLINK_URL"], !url.isEmpty {
      return try await body(url)
    }
    let store = TemporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: store) }
    let node = try await NodeProcess(store: store, options: "--default-role", "guest")
    do {
      try await body("http://127.0.0.1:\(node.port)")
    } catch {
      await node.end(by: SIGTERM)
      throw error
    }
    await node.end(by: SIGTERM)
  }
}
