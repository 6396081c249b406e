import ClawLink
import ClawMirror

/// The exit statuses, the same for every command.
enum ExitStatus: Int32, Sendable {
  case done = 0
  case taskFailed = 1
  /// Already final, read-only, in conflict.
  case refusedByUs = 2
  case cancelled = 3
  /// Nothing was sent.
  case unreachable = 4
  case notPermitted = 5
  case unknownToNode = 6
  case timedOut = 7
  case unconfirmed = 8
  case usage = 64
  case ownFault = 70
  case hangUp = 129
  case interrupted = 130
  case terminated = 143

  /// How a task ended; one that has not ended counts as done.
  init(_ status: TaskStatus) {
    switch status {
    case .failed: self = .taskFailed
    case .cancelled: self = .cancelled
    case .pending, .planning, .running, .waiting, .completed, .unknown: self = .done
    }
  }

  /// How a task stands, as far as is known.
  init(_ record: TaskRecord) {
    self = record.isLost ? .unknownToNode : ExitStatus(record.status)
  }

  /// Of several the worst: what leaves most unsaid comes last.
  static func worst(_ statuses: [ExitStatus]) -> ExitStatus? {
    let order: [ExitStatus] = [
      .done, .cancelled, .taskFailed, .refusedByUs, .unknownToNode, .notPermitted, .unreachable,
      .timedOut, .unconfirmed, .usage, .ownFault, .hangUp, .interrupted, .terminated,
    ]
    return order.last { statuses.contains($0) }
  }

  init(_ error: ClawLinkError) {
    switch error {
    case .configuration, .invalidRequest: self = .usage
    case .unreachable, .noTunnel, .timedOut, .connectionLost, .foreignServer, .nodeFault,
      .answerTooLarge:
      self = .unreachable
    case .sessionRefused, .notPermitted: self = .notPermitted
    case .refused: self = .refusedByUs
    case .submitUnconfirmed: self = .unconfirmed
    case .taskUnknown: self = .unknownToNode
    case .closed: self = .ownFault
    case .cancelled: self = .interrupted
    }
  }
}

/// Why a command ended, in one line that names the thing and the way out.
struct CommandFailure: Error {
  let status: ExitStatus
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
