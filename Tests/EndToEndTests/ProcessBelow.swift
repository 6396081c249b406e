import Foundation

/// The process of that name below another one.
func process(named name: String, below root: String) -> Int32? {
  processes(below: root).first { $0.name == name }?.id
}

/// All processes of this machine.
func processes() -> [Int32] {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  return names.compactMap { Int32($0) }.sorted()
}

/// All processes below another one, those with a child before it. A child's number may be the lower
/// one: they begin anew when the highest was given.
func processes(below root: String) -> [(id: Int32, name: Substring)] {
  var children: [String: [(id: Int32, name: Substring)]] = [:]
  for pid in processes() {
    guard let facts = ProcessFacts(pid) else { continue }
    children[facts.parent, default: []].append((pid, facts.name))
  }
  var found = children[root] ?? []
  var next = found.startIndex
  while next < found.endIndex {
    found += children[String(found[next].id)] ?? []
    next += 1
  }
  return found
}

/// Returns once none of them is there any more; who is dead and not yet asked for counts as gone.
func waitForEnd(of processes: [Int32]) async throws {
  struct StillThere: Error {
    let process: Int32
  }

  let deadline = ContinuousClock.now + .seconds(20)
  for process in processes {
    while let facts = ProcessFacts(process), facts.state != "Z" {
      guard ContinuousClock.now < deadline else { throw StillThere(process: process) }
      await Task.yield()
    }
  }
}

/// What the system says of a process.
private struct ProcessFacts {
  let name: Substring
  let state: Substring
  let parent: String

  init?(_ process: Int32) {
    guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = stat.lastIndex(of: ")"), let begin = stat.firstIndex(of: "(")
    else { return nil }
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    guard fields.count > 1 else { return nil }
    name = stat[stat.index(after: begin)..<end]
    state = fields[0]
    parent = String(fields[1])
  }
}
