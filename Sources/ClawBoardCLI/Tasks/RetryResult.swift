import ClawLink
import ClawMirror
import Foundation

/// What became of another try.
struct RetryResult: Sendable {
  /// The words of the JSON output; they do not change.
  enum Outcome: String, Encodable {
    case sent
    case sentBefore = "sent-before"
    case live
    case noPrompt = "no-prompt"
    case readOnly = "read-only"
    case notSent = "not-sent"
    case unconfirmed
  }

  let task: FoundTask
  let outcome: Outcome
  /// What it counts for; `nil` where nobody meant this task by name.
  let status: ExitStatus?
  let message: String
  private(set) var newest: TaskID?

  init(
    _ task: FoundTask, _ outcome: Outcome, _ status: ExitStatus?, _ message: String,
    newest: TaskID? = nil
  ) {
    self.task = task
    self.outcome = outcome
    self.status = status
    self.message = message
    self.newest = newest
  }

  /// `nil` for one that can be sent.
  ///
  /// - Parameter isByFilter: nobody named the task: one that goes on is none of what was meant.
  init?(skipping task: FoundTask, isByFilter: Bool) {
    let obstacle = task.record.retryObstacle(on: task.node, at: Date())
    let skipped: ExitStatus? = isByFilter ? nil : .refusedByUs
    switch obstacle {
    case .triedAgain(let id):
      self.init(
        task, .sentBefore, isByFilter ? nil : .done, RetryObstacle.triedAgain(id).words, newest: id)
    case .goesOn, .mayStillRun: self.init(task, .live, skipped, obstacle?.words ?? "")
    case .promptUnknown, nil:
      if task.connection.isReadOnly {
        let failure = task.connection.readOnlyFailure
        self.init(task, .readOnly, isByFilter ? nil : failure.status, failure.message)
      } else if let obstacle {
        self.init(task, .noPrompt, .refusedByUs, obstacle.words)
      } else {
        return nil
      }
    }
  }

  /// Sends it.
  init(sending task: FoundTask) async throws {
    do {
      let outcome = try await OnceOutcome.ofOneSender {
        try await task.connection.mirror.retry(
          task.record.key.id, with: task.record.request)
      }
      if case .submitted(let record) = outcome {
        self.init(task, .sent, .done, "tried again as \(record.key.id)", newest: record.key.id)
        return
      }
      let found = try await outcome.task(on: task.connection, else: "as another try")
      let id = found.record.key.id
      self.init(task, .sentBefore, .done, "tried again already as \(id)", newest: id)
    } catch ClawLinkError.cancelled {
      throw ClawLinkError.cancelled
    } catch {
      let failure = try CommandFailure(telling: error)
      self.init(
        task, failure.status == .unconfirmed ? .unconfirmed : .notSent, failure.status,
        failure.message)
    }
  }

  /// The new id goes to standard output, unless that is for JSON.
  func say(asJSON: Bool) {
    Main.complain("\(task.record.key.id) on \(task.record.key.node): \(message)")
    if let newest, status != nil, !asJSON { Output.line(newest.description) }
  }

  /// As printed with `--json`. The fields are documented and do not change.
  struct Listed: Encodable {
    let node: String
    let retryOf: String
    let id: String?
    let outcome: Outcome
    let message: String
  }

  var listed: Listed {
    Listed(
      node: task.record.key.node.text, retryOf: task.record.key.id.text.raw,
      id: newest?.text.raw, outcome: outcome, message: message)
  }
}
