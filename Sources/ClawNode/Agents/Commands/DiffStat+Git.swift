import ClawLink

extension DiffStat {
  /// - Parameter line: as `git diff --shortstat` says it: ` 3 files changed, 1 insertion(+)`; empty for
  ///   no change.
  init(git line: String) {
    var counts: [Substring: Int] = [:]
    for part in line.split(separator: ",") {
      let words = part.split(separator: " ")
      guard words.count >= 2, let count = Int(words[0]) else { continue }
      counts[words[1].prefix(3)] = count
    }
    self.init(
      files: counts["fil"] ?? 0, insertions: counts["ins"] ?? 0, deletions: counts["del"] ?? 0)
  }
}
