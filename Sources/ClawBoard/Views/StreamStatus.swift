import ClawTerminal

/// How it stands with the stream, in its rule: as many words as there is room for.
struct StreamStatus {
  let choice: StreamChoice
  /// Whose lines are shown.
  let scope: String
  let glyphs: Glyphs
  /// The key that follows what comes; `nil` while the stream does not have the keys.
  let followKey: String?
  /// Lines out of sight.
  let above: Int
  let below: Int
  /// Those below that came since the stream was paused.
  let new: Int

  /// - Parameters:
  ///   - room: cells beside all tabs.
  ///   - most: cells beside the tab of the stream alone.
  func words(beside room: Int, alone most: Int) -> String {
    let fits = { (words: String, room: Int) in words.cellWidth + 2 <= room }
    let words =
      wanted.first { fits($0, room) } ?? needed.first { fits($0, most) } ?? needed.last ?? ""
    return words.isEmpty ? "" : " \(words) "
  }

  /// From the longest to the shortest.
  private var wanted: [String] {
    let words = [scope, follow]
    let short = joined(words)
    let long = above > 0 ? [joined(words + ["\(above) above"])] : []
    return long + [short] + (choice.scope == .all ? [follow] : [])
  }

  /// What is said even where tabs have to go for it: no line is missed, or taken for all there is.
  private var needed: [String] {
    let isAll = choice.scope == .all
    if choice.isFollowing { return isAll ? [] : [joined([scope, follow]), scope] }
    let all = (isAll ? [] : [joined([scope, follow])]) + [follow]
    return all + (new > 0 ? ["paused, \(new) new", "paused +\(new)"] : ["paused"])
  }

  private var follow: String {
    if choice.isFollowing { return "following" }
    let count = new > 0 ? ", \(new) new below" : below > 0 ? ", \(below) below" : ""
    return "paused\(count)" + (followKey.map { ": \($0) follows" } ?? "")
  }

  private func joined(_ words: [String]) -> String {
    words.joined(separator: " \(glyphs.separator) ")
  }
}
