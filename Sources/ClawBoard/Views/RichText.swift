import ClawTerminal

/// Markdown and diffs in what an agent wrote: every character stays, roles are added by line.
struct RichText {
  private enum Block: Equatable {
    case prose
    /// Between two lines of ``` or ~~~, with what closes it.
    case code(fence: String)
    case diff
  }

  private var block = Block.prose
  /// A diff began within code: its end is the code's.
  private var isFencedDiff = false
  private let width: Int

  /// The lines of a text, wrapped to `width` cells.
  ///
  /// - Parameter text: safe to show, of several lines.
  static func lines(_ text: String, to width: Int) -> [Line] {
    var rich = RichText(width: width)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { rich.lines(String($0)) }
  }

  private init(width: Int) {
    self.width = width
  }

  private mutating func lines(_ text: String) -> [Line] {
    let role = role(of: text)
    guard block == .prose, role == nil, text.contains("`") || text.contains("**") else {
      return Line.wrapped(text, to: width, role)
    }
    return Self.inline(text.wrapped(to: width))
  }

  /// The role of a whole line; `nil` for prose.
  private mutating func role(of line: String) -> Role? {
    let text = line.drop { $0 == " " }
    if case .code(let fence) = block {
      if text.hasPrefix(fence) { (block, isFencedDiff) = (.prose, false) }
      return isFencedDiff ? diffRole(line) : .code
    }
    if block == .diff, let role = diffRole(line) { return role }
    block = .prose
    if let fence = ["```", "~~~"].first(where: text.hasPrefix) {
      block = .code(fence: fence)
      isFencedDiff = ["diff", "patch"].contains(text.dropFirst(fence.count).lowercased())
      return .code
    }
    if line.hasPrefix("diff --git ") || line.hasPrefix("@@ -") || line.hasPrefix("--- a/") {
      block = .diff
      return diffRole(line)
    }
    if text.hasPrefix("#"), text.drop(while: { $0 == "#" }).first == " " { return .heading }
    if text.hasPrefix(">") { return .quote }
    return nil
  }

  /// `nil` for what cannot stand in a diff.
  private func diffRole(_ line: String) -> Role? {
    if line.hasPrefix("@@") { return .hunk }
    let isHead = ["diff ", "index ", "--- ", "+++ ", "new file", "deleted file", "rename "]
      .contains { line.hasPrefix($0) }
    if isHead { return .heading }
    if line.hasPrefix("+") { return .added }
    if line.hasPrefix("-") { return .removed }
    return line.isEmpty || line.hasPrefix(" ") || line.hasPrefix("\\") ? .code : nil
  }

  /// `code` and **what stands out**, across the lines that a paragraph was wrapped to.
  private static func inline(_ wrapped: [String]) -> [Line] {
    var role: Role?
    var sign = ""
    return wrapped.map { text in
      var line = Line()
      var run = ""
      var rest = text[...]
      while !rest.isEmpty {
        let found = ["`", "**"].first { rest.hasPrefix($0) && (role == nil || $0 == sign) }
        guard let found else {
          run.append(rest.removeFirst())
          continue
        }
        rest = rest.dropFirst(found.count)
        let isEnd = role != nil
        // A sign that nothing closes is itself.
        guard isEnd || rest.contains(found) else {
          run += found
          continue
        }
        line.add(isEnd ? run + found : run, role)
        (role, sign) = isEnd ? (nil, "") : (found == "`" ? .code : .strong, found)
        run = isEnd ? "" : found
      }
      line.add(run, role)
      return line
    }
  }
}
