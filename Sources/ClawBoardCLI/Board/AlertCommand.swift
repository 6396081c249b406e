import ClawBoard
import ClawLink
import ClawMirror
import Foundation
import Subprocess

/// The user's command for what is to be told: without a terminal, a few at once. What comes while all
/// of those are running is told as one, by the first that ends.
actor AlertCommand {
  private static let limit = 4
  /// A command that takes longer is ended.
  private static let time = Duration.seconds(30)

  private var running = 0
  private var waiting: Alert?

  /// - Returns: what went wrong, in one line with the way out.
  func run(_ script: String, for alert: Alert) async -> String? {
    guard running < Self.limit else {
      waiting = waiting?.adding(alert) ?? alert
      return nil
    }
    running += 1
    defer { running -= 1 }
    var next: Alert? = alert
    var fault: String?
    while let alert = next {
      fault = await Self.start(script, for: alert) ?? fault
      next = waiting.take()
    }
    return fault
  }

  private static func start(_ script: String, for alert: Alert) async -> String? {
    await withTaskGroup(of: String?.self) { group in
      group.addTask { await end(of: script, for: alert) }
      group.addTask {
        try? await Task.sleep(for: time)
        return Task.isCancelled ? nil : "notifyCommand was ended after 30 s: let it end sooner"
      }
      let fault = await group.next() ?? nil
      group.cancelAll()
      return fault
    }
  }

  private static func end(of script: String, for alert: Alert) async -> String? {
    var options = PlatformOptions()
    // No /dev/tty either: the terminal is the board's.
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .terminate, allowedDurationToNextStep: .milliseconds(500))
    ]
    do {
      let ended = try await Subprocess.run(
        .name("sh"), arguments: ["-c", script],
        environment: .inherit.updating(variables(of: alert)), platformOptions: options,
        input: .none, output: .discarded, error: .discarded)
      return ended.terminationStatus.isSuccess || Task.isCancelled
        ? nil : "notifyCommand \(words(of: ended.terminationStatus)): try it in a shell"
    } catch {
      return Task.isCancelled
        ? nil : "notifyCommand cannot be started: \(NodeText("\(error)").shown(upTo: 100))"
    }
  }

  private static func words(of status: TerminationStatus) -> String {
    switch status {
    case .exited(let code): "ended with status \(code)"
    case .signaled(let signal): "was ended by signal \(signal)"
    }
  }

  private static func variables(of alert: Alert) -> [Environment.Key: String?] {
    [
      "CLAWBOARD_TASK": alert.task.id.text.shown, "CLAWBOARD_NODE": alert.task.node.text,
      "CLAWBOARD_AGENT": alert.agent, "CLAWBOARD_STATE": alert.state.word,
      "CLAWBOARD_TITLE": alert.title, "CLAWBOARD_COUNT": String(alert.count),
    ]
  }
}
