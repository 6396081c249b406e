import ClawLink
import ClawMirror

/// What became of a cancel.
struct CancelResult: Sendable {
  /// The words of the JSON output; they do not change.
  enum Outcome: String, Encodable, Sendable {
    case cancelled
    case alreadyFinal = "already-final"
    case unknownToNode = "unknown-to-node"
    case readOnly = "read-only"
    case refused, unreachable, unconfirmed
    case notPermitted = "not-permitted"
    case notAsked = "not-asked"
  }

  let task: FoundTask
  let outcome: Outcome
  /// What it counts for; `nil` where nobody meant this task by name.
  let status: ExitStatus?
  let message: String

  init(_ task: FoundTask, _ outcome: Outcome, _ status: ExitStatus?, _ message: String) {
    self.task = task
    self.outcome = outcome
    self.status = status
    self.message = message
  }

  /// Asks the node.
  init(cancelling task: FoundTask) async {
    do throws(ClawLinkError) {
      switch try await task.connection.mirror.cancel(task.record.key.id) {
      case .cancelled:
        self.init(task, .cancelled, .done, task.stops ? "cancelled" : "cancelled, may still run")
      case .alreadyFinal(let state):
        self.init(
          task, .alreadyFinal, .refusedByUs, "nothing to cancel, it is \(state.status.name.shown)")
      case .unknownToNode:
        self.init(
          task, .unknownToNode, .unknownToNode, "the node does not know it; it was not cancelled")
      }
    } catch {
      self.init(task, failure: error)
    }
  }

  private init(_ task: FoundTask, failure error: ClawLinkError) {
    if error.mayHaveBeenDone {
      self.init(task, .unconfirmed, .unconfirmed, "may be cancelled: \(error.namingFlag)")
      return
    }
    let status = ExitStatus(error)
    let outcome: Outcome =
      status == .notPermitted ? .notPermitted : status == .unreachable ? .unreachable : .refused
    self.init(task, outcome, status, error.namingFlag)
  }

  /// What was done goes to standard output, unless that is for JSON; everything else is a complaint.
  func say(asJSON: Bool) {
    let key = task.record.key
    let line = "\(key.id) on \(key.node): \(message)"
    if outcome != .cancelled {
      Main.complain(line)
    } else if !asJSON {
      Output.line(line)
    }
  }

  /// As printed with `--json`. The fields are documented and do not change.
  struct Listed: Encodable {
    let node: String
    let id: String
    let outcome: Outcome
    let message: String
    /// Whether the node is known to stop its agents.
    let stopsAgents: Bool
  }

  var listed: Listed {
    Listed(
      node: task.record.key.node.text, id: task.record.key.id.text.raw, outcome: outcome,
      message: message, stopsAgents: task.stops)
  }
}

extension FoundTask {
  /// A node that shows no progress only writes a cancel down (CONTRACT quirk 2).
  fileprivate var stops: Bool { node.showsProgress }
}
