import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

/// What a shell offers at the Tab key. Nothing is asked of a node, and nothing is made.
extension CompletionKind {
  /// Ids of tasks that the ledger knows, the newest first.
  static let taskID = CompletionKind.custom { _, _, start in
    guard let path = choice?.values.text(.ledger) ?? existingLedger,
      let ledger = try? Ledger(path: path)
    else { return [] }
    return (try? ledger.newestIds(beginningWith: start, limit: 50))?.map(\.description) ?? []
  }

  /// Names of nodes of the settings.
  static let nodeName = CompletionKind.custom { _, _, _ in choice?.settings.nodes.map(\.name) ?? []
  }

  /// What holds without flags.
  private static var choice: NodeChoice? { try? NodeOptions.parse([]).choice() }

  private static var existingLedger: String? {
    [StateFolder.path, StateFolder.localPath].map { $0 + "/ledger.sqlite" }
      .first { FileManager.default.fileExists(atPath: $0) }
  }
}
