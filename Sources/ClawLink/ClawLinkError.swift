/// What went wrong between us and a node: one case for each thing that a caller can do about it.
public enum ClawLinkError: Error, Sendable, Equatable, Codable {
  /// A setting cannot be used. Correct it.
  case configuration(key: String, problem: String)
  /// No connection could be made; nothing was sent. Start the node or correct the address.
  case unreachable(node: String, reason: String)
  /// The way to the node could not be opened, or was lost; nothing was sent. Run the command `login`
  /// by hand once: it then says and asks what it needs.
  case noTunnel(node: String, login: String, reason: String)
  /// The node did not answer in time. Try again, or allow more with `timeoutMs`.
  case timedOut(node: String, operation: String, afterMs: Int)
  /// The connection broke before the answer was whole. Try again.
  case connectionLost(node: String, operation: String)
  /// Whatever answers there is not a CoderClawLink node. Correct the address.
  case foreignServer(node: String, found: String)
  /// The node refuses our session, a new one as well. Sign in again.
  case sessionRefused(node: String, reason: NodeText? = nil)
  /// The session's user lacks a permission. Ask the node's administrator for it.
  case notPermitted(node: String, permission: NodeText)
  /// The node found fault with fields of the request. Correct them.
  case invalidRequest(node: String, faults: [FieldFault])
  /// The node refused in its own words.
  case refused(node: String, status: Int, detail: NodeText)
  /// The node failed inside (status 5xx). What was asked may have been done all the same.
  case nodeFault(node: String, operation: String, status: Int)
  /// The answer is larger than we accept.
  case answerTooLarge(node: String, operation: String, limitBytes: Int)
  /// A submission went out and its answer was lost: the node may have the task. Look for it before
  /// sending again; it is never repeated by itself (CONTRACT quirk 11).
  case submitUnconfirmed(UnconfirmedSubmission)
  /// The node does not know the task (any more), as after a restart. Submit it again, if it is
  /// still wanted.
  case taskUnknown(node: String, id: TaskID)
  /// The adapter was closed. Make a new one.
  case closed
  /// The calling task was cancelled.
  case cancelled
}

/// One field that a node found fault with (status 422). What was sent is left out on purpose: it
/// can be the whole prompt.
public struct FieldFault: Sendable, Equatable, Codable {
  /// Where the field is, for example `body.prompt`.
  public let field: NodeText
  /// What is wrong with it, in the node's words.
  public let message: NodeText

  /// Names a field and what is wrong with it.
  public init(field: NodeText, message: NodeText) {
    self.field = field
    self.message = message
  }
}

extension ClawLinkError: CustomStringConvertible {
  /// One line for people: what happened, at which node, and the way out.
  public var description: String {
    switch self {
    case .configuration(let key, let problem):
      "\(key): \(problem)"
    case .unreachable(let node, let reason):
      "no answer from \(node) (\(reason)): start the node, or name another with --url"
    case .noTunnel(let node, let login, let reason):
      "no way to \(node) (\(reason)): run '\(login)' by hand once"
    case .timedOut(let node, let operation, let ms):
      "\(node) did not answer within \(ms) ms (\(operation)): try again, or raise timeoutMs"
    case .connectionLost(let node, let operation):
      "the connection to \(node) broke (\(operation)): try again"
    case .foreignServer(let node, let found):
      "\(node) is not a CoderClawLink node (\(found)): correct the address"
    case .sessionRefused(let node, let reason?):
      "\(node) refuses our session: \(reason.shown); give a token of a user there"
    case .sessionRefused(let node, nil):
      "\(node) refuses our session, a new one as well: check the user id and the node's policy"
    case .notPermitted(let node, let permission):
      "not permitted on \(node): \(permission.withGrant)"
    case .invalidRequest(let node, let faults):
      "\(node) refused the request: "
        + faults.map { "\($0.field.shown): \($0.message.shown)" }.joined(separator: "; ")
    case .refused(let node, let status, let detail):
      "\(node) refused (\(status)): \(detail.shown)"
    case .nodeFault(let node, let operation, let status):
      "\(node) failed inside (\(status), \(operation)): see the node's log"
    case .answerTooLarge(let node, let operation, let limit):
      "\(node) sent more than \(limit / 1_048_576) MiB (\(operation)): not read"
    case .submitUnconfirmed(let lost):
      "sent to \(lost.node), but the answer was lost (\(lost.reason)): the task may be running; "
        + "look for it before sending again"
    case .taskUnknown(let node, let id):
      "\(node) does not know the task \(id): it was restarted, or the id is another node's"
    case .closed:
      "the connection to the node was closed by us"
    case .cancelled:
      "interrupted"
    }
  }
}

extension ClawLinkError {
  /// Whether the same request may go well a little later, without anything being done about it.
  public var mayPass: Bool {
    switch self {
    case .unreachable, .noTunnel, .timedOut, .connectionLost, .nodeFault: true
    case .configuration, .foreignServer, .sessionRefused, .notPermitted, .invalidRequest, .refused,
      .answerTooLarge, .submitUnconfirmed, .taskUnknown, .closed, .cancelled:
      false
    }
  }
}

extension ClawLinkError {
  /// Whether what was asked may have been done although it failed: the request went out and its
  /// answer is not known.
  public var mayHaveBeenDone: Bool { doubt != nil }

  /// Why it may have been done, in a few words; `nil` when it did not arrive, or was refused.
  var doubt: String? {
    switch self {
    case .timedOut(_, _, let ms): "no answer in \(ms) ms"
    case .connectionLost: "the connection broke"
    case .nodeFault(_, _, let status): "the node failed inside, status \(status)"
    case .answerTooLarge: "the answer was too large"
    case .submitUnconfirmed(let lost): lost.reason
    case .cancelled: "interrupted"
    case .closed: "closed by us"
    case .configuration, .unreachable, .noTunnel, .foreignServer, .sessionRefused, .notPermitted,
      .invalidRequest, .refused, .taskUnknown:
      nil
    }
  }
}

extension NodeText {
  /// A permission with who grants it; a node's own sentence as it is.
  fileprivate var withGrant: String {
    let roles = Role.names(granting: raw)
    guard raw.contains(":"), !raw.contains(" ") else { return shown }
    return "\(shown) is missing; the roles that grant it: \(roles). "
      + "Ask the node's administrator, or go without a user id"
  }
}
