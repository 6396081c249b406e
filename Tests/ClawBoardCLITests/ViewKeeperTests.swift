import ClawBoard
import Foundation
import Testing

@testable import ClawBoardCLI

/// How the board was looked at, from one start to the next.
struct ViewKeeperTests {
  /// A view that some board had, as it would be written by hand.
  private func view(_ json: String) throws -> SavedView {
    try JSONDecoder().decode(SavedView.self, from: Data(json.utf8))
  }

  private func withFile(_ body: (_ path: String) async throws -> Void) async throws {
    let folder = try TemporaryFolder(named: "view")
    defer { folder.remove() }
    try await body(folder.path + "/clawboard/view.json")
  }

  @Test func `the last word is there at the next start, for its owner alone`() async throws {
    try await withFile { path in
      let keeper = ViewKeeper(path: path)
      #expect(keeper.read() == nil)
      let last = try view(#"{"filter": "who:me", "column": 3, "tab": "audit"}"#)
      keeper.keep(SavedView())
      keeper.keep(last)
      keeper.finish()
      await keeper.run()
      #expect(ViewKeeper(path: path).read() == last)
      let facts = try FileManager.default.attributesOfItem(atPath: path)
      #expect(facts[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func `a board that ends in the pause keeps the last word`() async throws {
    try await withFile { path in
      let keeper = ViewKeeper(path: path)
      let last = try view(#"{"node": "prod"}"#)
      keeper.keep(SavedView())
      let running = Task { await keeper.run(pause: .seconds(3600)) }
      keeper.keep(last)
      keeper.finish()
      running.cancel()
      await running.value
      #expect(keeper.read() == last)
    }
  }

  @Test(
    arguments: [
      "", "{", "[]", "{}", #"{"version": 2, "view": {}}"#, #"{"view": {}}"#,
      #"{"version": 1, "view": 5}"#,
    ])
  func `what is no view is none`(text: String) async throws {
    try await withFile { path in
      let folder = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      #expect(ViewKeeper(path: path).read() == nil)
    }
  }

  @Test func `keys that are missing, unknown or of another kind are as at a first start`() throws {
    #expect(try view("{}") == SavedView())
    #expect(try view(#"{"wings": 2, "sort": "size", "column": "x"}"#) == SavedView())
    #expect(try view(#"{"column": 3, "sort": 7}"#) == view(#"{"column": 3}"#))
  }

  @Test func `a theme and a filter of the command line take the place of saved ones`() throws {
    let saved = try view(#"{"theme": "mono", "filter": "who:me", "column": 2}"#)
    #expect(
      try saved.forgetting(theme: true, filter: false)
        == view(#"{"filter": "who:me", "column": 2}"#))
    #expect(
      try saved.forgetting(theme: false, filter: true) == view(#"{"theme": "mono", "column": 2}"#))
  }

  @Test func `what the command line says for one run leaves what was kept`() throws {
    let saved = try view(#"{"theme": "mono", "filter": "who:me"}"#)
    let left = try view(#"{"column": 2}"#)
    #expect(
      try left.remembering(saved, theme: true, filter: true)
        == view(#"{"theme": "mono", "filter": "who:me", "column": 2}"#))
    #expect(left.remembering(saved, theme: false, filter: false) == left)
    let changed = try view(#"{"theme": "dark", "filter": ""}"#)
    #expect(changed.remembering(saved, theme: true, filter: true) == changed)
    #expect(left.remembering(nil, theme: true, filter: true) == left)
  }
}
