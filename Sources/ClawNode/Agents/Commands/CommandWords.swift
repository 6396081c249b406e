/// What a command agent runs: a program and its arguments, without a shell.
public struct CommandWords: Sendable, Equatable {
  /// Why words are none to run.
  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String

    public init(description: String) {
      self.description = description
    }
  }

  /// What words may hold, and what stands there then.
  enum Placeholder: String, CaseIterable {
    /// The prompt itself.
    case prompt = "{prompt}"
    /// The path of a file that holds it.
    case promptFile = "{promptFile}"
  }

  /// The most that the system takes as one argument, its end included.
  static let argumentBytes = 131_072

  public let words: [String]

  /// - Parameter words: the program first. A placeholder ends its word, and what is before it holds
  ///   neither white space nor quotes: otherwise it would be read as part of a program.
  public init(_ words: [String]) throws(Failure) {
    guard let program = words.first, !program.isEmpty else {
      throw Failure(description: "there is no program: give it and its arguments")
    }
    if Self.placeholder(in: program) != nil {
      throw Failure(description: "the program cannot be the prompt: name one")
    }
    for word in words { try Self.check(word) }
    try Self.checkCode(words)
    self.words = words
  }

  /// - Parameter line: words with white space between them; for others give a list.
  public init(line: String) throws(Failure) {
    if let sign = line.first(where: { "'\"\\$`|&;<>()*?~#".contains($0) }) {
      throw Failure(
        description: "there is no shell that would read '\(sign)': give a list of words, or a "
          + "script's path")
    }
    try self.init(line.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  private static func check(_ word: String) throws(Failure) {
    if word.utf8.contains(0) { throw Failure(description: "a word holds a NUL: take it out") }
    guard let placeholder = placeholder(in: word) else {
      guard
        let near = Placeholder.allCases.first(where: {
          word.lowercased().contains($0.rawValue.lowercased())
        })
      else { return }
      throw Failure(description: "'\(word)' is written otherwise: do you mean \(near.rawValue)?")
    }
    guard word.hasSuffix(placeholder.rawValue) else {
      throw Failure(description: "\(placeholder.rawValue) does not end its word: let it do that")
    }
    let before = word.dropLast(placeholder.rawValue.count)
    if let sign = before.first(where: { $0.isWhitespace || "'\"`$;|&(){}".contains($0) }) {
      throw Failure(
        description: "'\(sign)' is before \(placeholder.rawValue): what was sent could be run as a "
          + "program. Read $CLAWBOARD_PROMPT_FILE there")
    }
  }

  /// What is behind `-c` or `-e` is run: `sh -c`, `env bash -lc`, `python3 -c`, `perl -e`.
  private static func checkCode(_ words: [String]) throws(Failure) {
    for (option, word) in zip(words, words.dropFirst()) where word == Placeholder.prompt.rawValue {
      guard option.wholeMatch(of: /-[A-Za-z]*[ce]|--(command|eval|exec)/) != nil else { continue }
      throw Failure(
        description:
          "what was sent would be run as a program behind '\(option)': give {promptFile} or "
          + "another option")
    }
  }

  private static func placeholder(in word: String) -> Placeholder? {
    Placeholder.allCases.first { word.contains($0.rawValue) }
  }

  var program: String { words[0] }

  /// Whether the prompt is among the arguments, in either way.
  var holdsPrompt: Bool { words.contains { Self.placeholder(in: $0) != nil } }

  /// The words with their placeholders filled.
  func filled(prompt: String, promptFile: String) throws(AgentFailure) -> [String] {
    var filled: [String] = []
    for word in words {
      guard let placeholder = Self.placeholder(in: word) else {
        filled.append(word)
        continue
      }
      let value = placeholder == .prompt ? try argument(prompt) : promptFile
      let before = word.dropLast(placeholder.rawValue.count)
      // Nobody hands over an option in place of a prompt.
      filled.append(before.isEmpty && value.hasPrefix("-") ? " " + value : before + value)
    }
    return filled
  }

  private func argument(_ prompt: String) throws(AgentFailure) -> String {
    if prompt.utf8.contains(0) {
      throw AgentFailure("The prompt holds a NUL, which no argument of a program can")
    }
    if prompt.utf8.count >= Self.argumentBytes - 4096 {
      throw AgentFailure(
        "The prompt has \(prompt.utf8.count) bytes, more than an argument of a program can have: "
          + "{promptFile} in 'run' takes longer ones")
    }
    return prompt
  }
}
