import ClawMirror

/// A shell command of the user's with places for what belongs to a task. A value never stands in the
/// text that the shell reads: what does is the name of a variable that holds it. So whatever a node
/// wrote is one word, and no command.
public struct CommandText: Sendable, Equatable {
  public enum Placeholder: String, Sendable, CaseIterable {
    case id, node, agent, state, title
    case promptFile = "prompt_file"
    case resultFile = "result_file"

    /// What its value is called where the command runs.
    var variable: String { "CLAW_TASK_" + rawValue.uppercased() }
    var written: String { "{\(rawValue)}" }
  }

  /// What is wrong with a command, and the way out.
  public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
  }

  /// What the shell reads.
  let script: String
  /// What it needs of a task.
  let placeholders: Set<Placeholder>

  /// - Parameter text: as it is written in the settings. A word in braces is a placeholder, but for
  ///   `${word}` and what stands within single quotes.
  public init(_ text: String) throws(Fault) {
    var (script, placeholders): (String, Set<Placeholder>) = ("", [])
    var shell = ShellQuotes()
    var rest = text[...]
    while let first = rest.first {
      if let word = shell.isEscaped ? nil : Self.word(in: rest, after: script.last),
        let placeholder = try Self.placeholder(word, shell)
      {
        placeholders.insert(placeholder)
        let value = "${\(placeholder.variable)}"
        script += shell.isInDoubleQuotes ? value : "\"\(value)\""
        rest = rest.dropFirst(word.count + 2)
      } else {
        script.append(first)
        rest = rest.dropFirst()
        shell.take(first, before: rest.first)
      }
    }
    (self.script, self.placeholders) = (script, placeholders)
  }

  /// The word of the braces that the text begins with; `nil` where it begins with something else.
  private static func word(in text: Substring, after last: Character?) -> String? {
    guard text.first == "{", last != "$", let end = text.firstIndex(of: "}") else { return nil }
    let word = text[text.index(after: text.startIndex)..<end]
    let isWord = !word.isEmpty && word.allSatisfy { ("a"..."z").contains($0) || $0 == "_" }
    return isWord ? String(word) : nil
  }

  /// - Returns: `nil` for braces that are none of ours.
  private static func placeholder(
    _ word: String, _ shell: ShellQuotes
  ) throws(Fault) -> Placeholder? {
    if let placeholder = Placeholder(rawValue: word) {
      guard !shell.isInSingleQuotes else {
        throw Fault(
          description: "within single quotes the shell puts nothing in for \(placeholder.written): "
            + "take them away, or use double ones")
      }
      return placeholder
    }
    if shell.isInSingleQuotes { return nil }
    let known = Placeholder.allCases.map(\.written)
    let words = UnknownWord("placeholder", "{\(word)}", known: known).message
    throw Fault(description: words + "; for braces of the shell's put a blank inside")
  }
}
