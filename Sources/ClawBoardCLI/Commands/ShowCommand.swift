import ArgumentParser
import ClawLink
import ClawMirror

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one task: where it stands, what came of it, what happened.",
    usage: "clawboard show [--json | --result | --diff | ...] <id> [options]",
    discussion: """
      The id may be cut to its first characters, four or more, while no other task begins with \
      them. A task that has ended, or that a board follows already, is shown as the ledger has it; \
      so is one whose node does not answer, with status 4. The exit status is 0 whatever became of \
      the task, 2 when it has no such text, and 6 when no node knows it.

      Example: clawboard show 7f3a
      Example: clawboard show 7f3a --result > answer.md
      Example: clawboard show 7f3a --diff --raw | git apply
      """)

  /// One text of a task.
  enum Text: String, EnumerableFlag {
    case result, diff, prompt, error

    static func help(for text: Text) -> ArgumentHelp? {
      switch text {
      case .result: "Print what the agent answered, and nothing else."
      case .diff: "Print what its work changed, where the node says it."
      case .prompt: "Print what it was asked; known of our own tasks only."
      case .error: "Print why it failed."
      }
    }

    func of(_ record: TaskRecord) -> NodeText? {
      switch self {
      case .result: record.result
      case .diff: record.diff
      case .prompt: record.prompt
      case .error: record.error
      }
    }
  }

  @Flag(exclusivity: .exclusive)
  var text: Text?

  @Flag(help: "Print the text byte for byte, also what acts on a terminal.")
  var raw = false

  @Flag(help: "Print one JSON object: the fields of ls, prompt, context, metadata, history.")
  var json = false

  @OptionGroup var cache: CacheOption
  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  @Argument(help: "Which task.", completion: .taskID)
  var id: String

  func validate() throws {
    if json, text != nil {
      throw ValidationError("--json prints all texts: leave --\(text?.rawValue ?? "") out")
    }
    if raw, text == nil {
      throw ValidationError("--raw wants --result, --diff, --prompt or --error")
    }
  }

  func run() async throws {
    let found = try await node.withConnections(needsLedger: cache.cached) { connections in
      try await TaskFinder(connections, in: cache.source).find(id)
    }
    try show(found)
    if let failure = found.view.failure {
      throw CommandFailure(ExitStatus(failure), "as last known: \(failure.namingFlag)")
    }
    if found.record.isLost {
      throw CommandFailure(
        .unknownToNode, "\(found.node.name) does not know it any more: this is its last known state"
      )
    }
  }

  private func show(_ found: FoundTask) throws {
    guard let text else {
      let task = ShownTask(found.view)
      return Output.line(json ? try JSONOutput.text(task) : task.lines.joined(separator: "\n"))
    }
    guard let content = text.of(found.record) else {
      throw CommandFailure(
        .refusedByUs,
        "\(found.record.key.id) has no \(text.rawValue): it is \(found.record.shownState.lowercased())"
      )
    }
    if raw, text == .diff, found.record.diffIsPartial {
      throw CommandFailure(
        .refusedByUs,
        "the diff is longer than what is kept of it, and half of it must not be applied: "
          + "its commit has all, on \(found.record.metadata?["branch"]?.text?.shown ?? "its branch")"
      )
    }
    if raw { Output.text(content.raw) } else { Output.line(content.shownLines) }
  }
}
