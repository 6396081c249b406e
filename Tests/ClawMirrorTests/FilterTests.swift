import ClawLink
import Foundation
import Testing

@testable import ClawMirror

/// The one language that says which tasks are meant.
struct FilterTests {
  private let now = Date(timeIntervalSince1970: 1_795_269_720)
  private var node: NodeRecord {
    var node = NodeRecord(name: NodeName("prod"), url: "http://prod", userId: "ann")
    node.showsProgress = true
    return node
  }

  /// Ours, on its way for two minutes.
  private func record(_ change: (inout TaskRecord) -> Void = { _ in }) -> TaskRecord {
    var record = TaskRecord(
      key: TaskKey(node: node.name, id: TaskID("7f3a91c2")), agent: NodeText("claude"),
      submitter: .us, submittedAt: now - 120)
    record.claim(
      TaskSubmitRequest(
        agentId: "claude", description: "Add Login", input: "Throttle it: five a minute",
        metadata: ["project": "x y", "n": 3, "draft": true]), by: nil)
    let state = TaskState(
      id: record.key.id, status: .running, metadata: ["message": "running tests"])
    _ = record.take(.state(state), askedAt: now - 60, at: now - 60)
    change(&record)
    return record
  }

  private func matches(_ text: String, _ record: TaskRecord? = nil) throws -> Bool {
    try TaskFilter(text).matches(record ?? self.record(), on: node, at: now)
  }

  @Test(arguments: [
    "", "agent:claude", "agent:CLAUDE", "agent:ollama,claude", "agent:cl*", "agent:*aud*",
    "agent:*", "node:prod", "id:7f3a", "state:running", "state:pending,running", "state:live",
    "who:me", "who:anonymous", "meta.n:3", "meta.draft:true", "meta.project:\"x y\"",
    "meta.project:x*", "age>1m", "age<1h", "age>1m30s age<3m", "login", "THROTTLE",
    "\"it: five\"", "tests", "7f3a", "log*", "*LOGIN*", "*", "id:7f3a*", "id:*91c2", "AGENT:claude",
    "META.n:3", "is:live", "is:own", "IS:Ended,own", "!is:attention", "!state:failed",
    "!agent:ollama !mark:lost", "!\"not there\"",
  ])
  func `a running task of ours is meant by`(text: String) throws {
    #expect(try matches(text))
  }

  @Test(arguments: [
    "agent:claud", "agent:ollama", "node:stage", "id:91c2", "state:failed", "state:ended",
    "who:ann", "who:bob", "meta.n:4", "meta.project:x", "meta.none:*", "age>2h", "age<2m",
    "logout", "!login", "agent:claude state:failed", "mark:lost", "mark:working",
    "is:attention", "is:ended", "!is:own",
  ])
  func `it is not meant by`(text: String) throws {
    #expect(try !matches(text))
  }

  @Test func `an empty value of metadata is asked for in quotes`() throws {
    let empty = record { $0.claim(TaskSubmitRequest(input: "p", metadata: ["e": ""]), by: nil) }
    #expect(try matches("meta.e:\"\"", empty))
    #expect(try !matches("meta.project:\"\""))
  }

  @Test func `a lost task is in no state, and one that was not seen neither`() throws {
    let lost = record { _ = $0.take(.unknownToNode, askedAt: now, at: now) }
    #expect(try matches("mark:lost !state:running", lost))
    let unseen = TaskRecord(
      key: TaskKey(node: node.name, id: TaskID("u")), agent: NodeText("claude"),
      submitter: .other(user: nil), submittedAt: now)
    #expect(try matches("mark:unseen !state:pending !who:me who:anonymous", unseen))
  }

  @Test func `what our user submitted elsewhere is ours too`() throws {
    let other = TaskRecord(
      key: TaskKey(node: node.name, id: TaskID("o")), agent: NodeText("claude"),
      submitter: .other(user: NodeText("ann")), submittedAt: now)
    #expect(try matches("who:me who:ann", other))
  }

  @Test(arguments: [
    ("agen:claude", "'agen:claude': there is no key 'agen': do you mean 'agent'?; in quotes"),
    ("state:runing", "'state:runing': there is no state 'runing': do you mean 'running'?"),
    ("mark:gone", "there is no mark 'gone': use stale, lost"),
    ("age>10", "'age>10': that is no length of time: write it like 90s"),
    ("age:1h", "compare with age>1h"), ("n>3", "only age is compared"),
    ("agent:", "a value is missing behind ':'"), ("id:7f3a,", "a value is missing"),
    ("id:,7f3a", "a value is missing"), ("id:\"\"", "a value is missing"),
    ("age>", "that is no length of time"), ("\"\"", "nothing is to be looked for"),
    ("login \"open", "a quote does not end"),
    ("!", "nothing is to be looked for"), ("meta.:x", "there is no key 'meta.'"),
    ("is:atention", "'is:atention': there is no kind 'atention': do you mean 'attention'?"),
    ("is:", "a value is missing"),
    ("@x", "'@x': there is no saved filter 'x'; filters: in the settings makes one"),
    ("!@", "'@': the name of a saved filter is missing"),
  ])
  func `what is no filter is told by its term, with the way out`(text: String, words: String) {
    #expect {
      _ = try TaskFilter(text)
    } throws: { error in
      "\(error)".contains(words) && !"\(error)".contains("\n")
    }
  }

  @Test func `a fault shows nothing that acts on a terminal`() {
    #expect {
      _ = try TaskFilter("x\u{1B}[2J:y")
    } throws: { error in
      !"\(error)".contains("\u{1B}")
    }
  }

  @Test func `only ages and marks change by time`() throws {
    #expect(try TaskFilter("age>1h").dependsOnTime)
    #expect(try TaskFilter("login !mark:stale").dependsOnTime)
    #expect(try !TaskFilter("login agent:x state:live").dependsOnTime)
  }

  @Test(arguments: [
    ("90s", 90.0), ("10m", 600), ("1h30m", 5400), ("2d", 172_800), ("1w", 604_800), ("0s", 0),
  ])
  func `lengths of time have their units`(text: String, seconds: Double) {
    #expect(TimeSpan(text)?.seconds == seconds)
  }

  @Test(arguments: ["", "5", "h", "1h5", "1y", "-1h", "1.5h", " 1h", "999999999999w", "１h"])
  func `other texts are none`(text: String) {
    #expect(TimeSpan(text) == nil)
  }
}
