import ClawLink
import ClawMirror

/// The commands of the user's own.
extension Model {
  /// Whether it can be run on what is selected.
  func applies(_ command: UserCommand) -> Bool {
    guard command.needsTask else { return true }
    guard let record = selectedTask else { return false }
    guard let condition = command.condition, let node = nodes[record.key.node] else { return true }
    return condition.matches(record, on: node, at: now)
  }

  /// The keys of the menu.
  mutating func openCommands() {
    guard !preferences.commands.isEmpty else {
      notice = .info("no commands of yours yet: list them in the settings, under commands", at: now)
      return
    }
    overlay = .menu(.commands, of: selectedKey)
  }

  /// - Parameter name: without one the palette lists them.
  mutating func runCommand(named name: String?) -> [Effect] {
    guard let name else {
      open(.palette, text: Action.command.rawValue + " ")
      return []
    }
    let commands = preferences.commands
    guard let command = commands.first(where: { $0.name == name }) else {
      notice = .error(UnknownWord("command", name, known: commands.map(\.name)).message)
      return []
    }
    guard applies(command) else {
      notice = .info(refusal(of: command), at: now)
      return []
    }
    commandCount += 1
    let run = CommandRun(command, number: commandCount, on: selectedTask)
    if run.output == .pane { showOutput(of: run) }
    return [.run(run)]
  }

  private func refusal(of command: UserCommand) -> String {
    guard selectedTask != nil else { return "\(command.name) is for a task: select one" }
    let condition = command.condition.map { ": it is for \($0.text)" } ?? ""
    return "\(command.name) is not for this task\(condition)"
  }

  /// It takes the place of the one before.
  private mutating func showOutput(of run: CommandRun) {
    output = CommandReport(of: run, .running, text: NodeText(""), isCut: false)
    pane.show(.output)
    pane.place = Pane.Place()
    pane.search = ""
    hasPane = true
    if layout.pane == nil { zoom(true) }
    keepInView()
  }

  mutating func take(_ report: CommandReport) {
    if report.run.number == output?.run.number {
      output = report
      if pane.tab == .output { clampPane() }
    } else if report.run.output == .none {
      sayFailure(of: report)
    }
  }

  /// Of one that nobody sees, with the last that it wrote.
  private mutating func sayFailure(of report: CommandReport) {
    let words: String
    switch report.state {
    case .running, .ended(0): return
    case .ended(let status):
      words = "exit status \(status)" + (report.lastLine.map { ": \($0)" } ?? "")
    case .failed(let reason): words = reason
    }
    notice = .error("\(report.run.name): \(words)")
  }
}
