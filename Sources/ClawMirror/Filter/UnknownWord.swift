import ClawLink

/// A word that is none of the known ones, and which of those may be meant.
public struct UnknownWord: Sendable {
  /// One line: what there is not, and what is meant perhaps.
  public let message: String

  /// - Parameter kind: what the words are: `key`, `node`.
  public init(_ kind: String, _ word: String, known: [String]) {
    let head = "there is no \(kind) '\(NodeText(word).shown(upTo: 60))'"
    if let near = Self.nearest(to: word, among: known) {
      message = "\(head): do you mean '\(near)'?"
    } else {
      message = known.isEmpty ? head : "\(head): use \(known.joined(separator: ", "))"
    }
  }

  /// The word that takes the fewest changes of a letter, when those are few.
  public static func nearest(to word: String, among known: [String]) -> String? {
    guard word.count <= 60 else { return nil }
    let changes = known.map { ($0, distance(word.lowercased(), $0.lowercased())) }
    return changes.filter { $0.1 <= max(1, $0.0.count / 3) }.min { $0.1 < $1.1 }?.0
  }

  /// Letters to put in, take out or change.
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let replaced = diagonal + (letter == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[right.count]
  }
}
