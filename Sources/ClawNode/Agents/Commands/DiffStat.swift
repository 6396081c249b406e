import ClawLink

/// How much a diff changes.
struct DiffStat: Sendable, Equatable {
  var files = 0
  var insertions = 0
  var deletions = 0

  /// - Parameter line: as `git diff --shortstat` says it: ` 3 files changed, 1 insertion(+)`; empty for
  ///   no change.
  init(_ line: String) {
    for part in line.split(separator: ",") {
      let words = part.split(separator: " ")
      guard words.count >= 2, let count = Int(words[0]) else { continue }
      switch words[1].prefix(3) {
      case "fil": files = count
      case "ins": insertions = count
      case "del": deletions = count
      default: break
      }
    }
  }

  var json: JSONValue {
    .object([
      "files": .number(Double(files)), "insertions": .number(Double(insertions)),
      "deletions": .number(Double(deletions)),
    ])
  }
}
