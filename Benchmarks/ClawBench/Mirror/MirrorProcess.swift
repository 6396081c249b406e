import Foundation

/// A process of ours that mirrors nodes, and what it has seen.
final class MirrorProcess {
  /// No change is seen later than so many seconds after it.
  private static let patience = 20.0

  private struct Sighting: Hashable {
    let node: Int
    let task: String
    let state: String
  }

  let child: ChildProcess
  /// Nanoseconds of the system's clock.
  private var sightings: [Sighting: UInt64] = [:]
  private var seen: Set<String> = []

  /// Runs `body` with a process that mirrors these nodes with a new ledger, and ends it.
  static func run<Value>(
    _ urls: [String], _ body: (MirrorProcess) throws -> Value
  ) throws -> Value {
    try BenchFolder.use { folder in
      let child = try ChildProcess.role(.mirror, [folder.path + "/ledger"] + urls, folder: folder)
      defer { child.end() }
      return try body(MirrorProcess(child))
    }
  }

  private init(_ child: ChildProcess) { self.child = child }

  func focus(selected: String, visible: Set<String>) throws {
    try child.say("focus 0 \(selected) " + visible.joined(separator: " "))
  }

  /// When a state of a task of the first node was seen, in nanoseconds.
  func moment(of task: String, in state: String) throws -> UInt64 {
    let wanted = Sighting(node: 0, task: task, state: state)
    while true {
      if let moment = sightings[wanted] { return moment }
      try readLine()
    }
  }

  /// Waits until that many tasks were seen, of all nodes.
  func wait(forTasks count: Int) throws {
    while seen.count < count { try readLine() }
  }

  /// How many requests it has begun.
  func requests() throws -> Int {
    try child.say("count")
    while true {
      let words = try readLine()
      if words.first == "count" { return words.last.flatMap { Int($0) } ?? 0 }
    }
  }

  @discardableResult
  private func readLine() throws -> [String] {
    let words = try child.nextLine(within: Self.patience).split(separator: " ").map(String.init)
    if words.count == 5, let node = Int(words[1]), let time = UInt64(words[4]) {
      sightings[Sighting(node: node, task: words[2], state: words[3])] = time
      seen.insert(words[2])
    }
    return words
  }
}
