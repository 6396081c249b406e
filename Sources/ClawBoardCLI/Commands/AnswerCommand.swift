import ArgumentParser
import ClawLink
import ClawMirror

struct AnswerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Answer a task that asks.",
    usage: "clawboard answer <id> (<text> | - | --file <file>) [options]",
    discussion: """
      A waiting task may ask something: show says what. It goes on with the answer. The exit status \
      is 0 when the node has taken it, 2 when the task asks nothing, 8 when the node's answer was lost.

      Example: clawboard answer 7f3a "the old schema"
      """)

  @Option(help: "Read the answer from a file.", completion: .file())
  var file: String?

  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  @Argument(help: "Which task.", completion: .taskID)
  var id: String

  @Argument(help: "The answer; - is standard input.")
  var text: String?

  func validate() throws {
    guard (text == nil) != (file == nil) else {
      throw ValidationError("give the answer in one way: as an argument, - or --file")
    }
  }

  func run() async throws {
    let text = try text.map { $0 == "-" ? try PromptText.standardInput() : $0 }
    let answer = try text ?? PromptText.file(file ?? "")
    guard answer.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure(.usage, "the answer is empty: say what the task asks for")
    }
    try await node.withConnections { connections in
      let task = try await TaskFinder(connections).find(id)
      try task.connection.checkWritable()
      try await self.answer(task, answer)
      Main.say("\(task.record.key.id) on \(task.connection.name) has the answer")
    }
  }

  private func answer(_ task: FoundTask, _ text: String) async throws(CommandFailure) {
    do throws(ClawLinkError) {
      try await task.connection.mirror.answer(task.record.key.id, with: text)
    } catch {
      guard error.mayHaveBeenDone else { throw CommandFailure(error) }
      throw CommandFailure(
        .unconfirmed, "\(task.record.key.id) may have the answer: \(error.namingFlag)")
    }
  }
}
