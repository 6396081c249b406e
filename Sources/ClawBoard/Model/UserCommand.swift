import ClawLink
public import ClawMirror

/// A command of the user's own, behind a key.
public struct UserCommand: Sendable, Equatable {
  /// Where what it writes goes.
  public enum Output: String, Sendable, CaseIterable {
    /// To a tab of the pane.
    case pane
    /// To the terminal, which it has for itself.
    case terminal
    /// Nowhere, but for the last line of one that failed.
    case none
  }

  /// What chooses it in the menu.
  public let key: Character
  /// What the menu says.
  public let name: String
  let text: CommandText
  /// The tasks that it is for; `nil` for all.
  let condition: TaskFilter?
  let output: Output

  public init(
    key: Character, name: String, text: CommandText, condition: TaskFilter? = nil,
    output: Output = .terminal
  ) {
    self.key = key
    self.name = name
    self.text = text
    self.condition = condition
    self.output = output
  }

  /// Whether there is nothing to run without a task.
  var needsTask: Bool { condition != nil || !text.placeholders.isEmpty }
}

/// A command of the user's with all that belongs to its task, as it is run.
public struct CommandRun: Sendable, Equatable {
  /// Each has its own.
  public let number: Int
  public let name: String
  /// What the shell reads.
  public let script: String
  /// What variables of the script say.
  public let variables: [String: String]
  /// Texts that belong into files, by the variables that name these.
  public let files: [String: String]
  public let output: UserCommand.Output
}

extension CommandRun {
  /// Characters of a value at most.
  private static let valueLimit = 2000

  /// - Parameter record: the task; `nil` only for a command that needs none.
  init(_ command: UserCommand, number: Int, on record: TaskRecord?) {
    var (variables, files): ([String: String], [String: String]) = ([:], [:])
    for placeholder in command.text.placeholders {
      guard let record else { continue }
      switch placeholder.value(of: record, upTo: Self.valueLimit) {
      case .word(let word): variables[placeholder.variable] = word
      case .file(let text): files[placeholder.variable] = text
      }
    }
    self.init(
      number: number, name: command.name, script: command.text.script, variables: variables,
      files: files, output: command.output)
  }
}

extension CommandText.Placeholder {
  fileprivate enum Value {
    case word(String)
    case file(String)
  }

  /// Cleaned: a command may write it to a terminal.
  fileprivate func value(of record: TaskRecord, upTo limit: Int) -> Value {
    switch self {
    case .id: .word(record.key.id.text.shown(upTo: limit))
    case .node: .word(record.key.node.text)
    case .agent: .word(record.agent.shown(upTo: limit))
    case .state: .word(record.status.name.shown(upTo: limit))
    case .title: .word(record.shownTitle(upTo: limit))
    case .promptFile: .file(record.prompt?.shownLines ?? "")
    case .resultFile: .file(record.result?.shownLines ?? "")
    }
  }
}
