import Foundation
import TestSupport
import Testing

/// Kills boards and commands in the middle of their work, again and again on one ledger.
/// `KILL_SEED` repeats the choices of a former run.
@Suite(.timeLimit(.minutes(3)))
struct LedgerKillTests {
  private static let rounds = 50
  private let seed = SeededNumbers.killSeed

  @Test func `what was printed or shown is in the ledger, and nothing twice`() async throws {
    try await TemporaryFolder.use { folder in
      let store = folder.path + "/node"
      let node = try await NodeProcess(store: store, options: "--slots", "8")
      do {
        var witness = LedgerWitness(
          node: node, store: store, ledger: folder.path + "/ledger/ledger.sqlite", seed: seed)
        var random = SeededNumbers(seed: seed)
        for round in 1...Self.rounds {
          // Some boards are killed while they open, others once they show something.
          try await witness.round(
            killAfter: Int.random(in: 1...6, using: &random),
            isPatient: round.isMultiple(of: 2))
          try expectNone(of: try witness.fileProblems(), "round \(round)")
          guard round.isMultiple(of: 10) else { continue }
          try expectNone(of: try await witness.commandProblems(), "round \(round)")
        }
        try await witness.waitForEveryEnd()
        try expectNone(of: try witness.fileProblems() + witness.endProblems(), "the end")
        try expectNone(of: try await witness.commandProblems(), "the end")
        print(try witness.summary)
        // Otherwise nothing was tested of it.
        #expect(try witness.hasUnconfirmed, "seed \(seed): no submission was killed under way")
      } catch {
        await node.end(by: SIGKILL)
        throw error
      }
      await node.end(by: SIGKILL)
    }
  }

  private func expectNone(of problems: [String], _ moment: String) throws {
    try #require(
      problems.isEmpty, "seed \(seed), \(moment): \(problems.joined(separator: "\n"))")
  }
}
