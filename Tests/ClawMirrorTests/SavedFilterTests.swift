import ClawLink
import Foundation
import Testing

@testable import ClawMirror

/// Filters that stand for others by their names.
struct SavedFilterTests {
  private let now = Date(timeIntervalSince1970: 1_795_269_720)
  private let node = NodeRecord(name: NodeName("n"), url: "http://n")
  private let saved = [
    "claude": "agent:claude", "own": "@claude who:me", "old": "age>1h", "empty": " ",
    "nothing": "@empty @empty", "two words": "agent:ollama", "a": "@b", "b": "login !@c", "c": "@a",
    "self": "@self", "wrong": "agen:x", "outer": "login @wrong",
  ]

  private func record(_ agent: String) -> TaskRecord {
    TaskRecord(
      key: TaskKey(node: node.name, id: TaskID("1")), agent: NodeText(agent), submitter: .us,
      submittedAt: now)
  }

  private func matches(_ text: String, _ agent: String) throws -> Bool {
    try TaskFilter(text, saved: saved).matches(record(agent), on: node, at: now)
  }

  @Test(arguments: [
    ("@claude", true, false), ("!@claude", false, true), ("@own", true, false),
    ("@claude @own who:me", true, false), ("!@own", false, true),
    ("@\"two words\"", false, true), ("@empty", true, true), ("!@empty", false, false),
    ("\"@claude\"", false, false), ("agent:@claude", false, false),
  ])
  func `a name stands for all terms of its filter`(text: String, claude: Bool, ollama: Bool) throws
  {
    #expect(try matches(text, "claude") == claude)
    #expect(try matches(text, "ollama") == ollama)
  }

  @Test func `what has an at sign can be looked for in quotes`() throws {
    #expect(try matches("\"@claude\"", "ask @claude"))
  }

  @Test func `it stays as it was written`() throws {
    #expect(try TaskFilter("@own  !@old", saved: saved).text == "@own  !@old")
  }

  @Test func `what stands for no term is empty, turned around it is not`() throws {
    #expect(try TaskFilter("@nothing", saved: saved).isEmpty)
    #expect(try !TaskFilter("!@nothing", saved: saved).isEmpty)
    #expect(try !TaskFilter("@nothing login", saved: saved).isEmpty)
  }

  @Test func `a saved age makes it depend on time`() throws {
    #expect(try TaskFilter("!@old", saved: saved).dependsOnTime)
    #expect(try !TaskFilter("@own", saved: saved).dependsOnTime)
  }

  @Test(arguments: [
    ("@claud", "'@claud': there is no saved filter 'claud': do you mean 'claude'?"),
    ("@xyzzy", "there is no saved filter 'xyzzy': use a, b, c, claude"),
    ("@self", "in '@self': '@self': a saved filter cannot use itself"),
    ("@a", "in '@a': in '@b': in '@c': '@a': a saved filter cannot use itself: change it under"),
    ("!@outer", "in '@outer': in '@wrong': 'agen:x': there is no key 'agen'"),
  ])
  func `a fault names the term and where it stands`(text: String, words: String) {
    #expect {
      _ = try TaskFilter(text, saved: saved)
    } throws: { error in
      "\(error)".contains(words) && !"\(error)".contains("\n")
    }
  }
}
