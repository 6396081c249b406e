import Foundation

/// The process of that name below another one.
func process(named name: String, below root: String) -> Int32? {
  var known: Set<String> = [root]
  let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  let pids = processes.compactMap { Int32($0) }.sorted()
  for pid in pids {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let end = stat.lastIndex(of: ")"), let begin = stat.firstIndex(of: "(")
    else { continue }
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    guard fields.count > 1, known.contains(String(fields[1])) else { continue }
    known.insert(String(pid))
    if stat[stat.index(after: begin)..<end] == name { return pid }
  }
  return nil
}
