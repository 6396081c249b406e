import ClawLink

extension Refusal {
  var answer: RouteAnswer { .refusal(status, sentence) }

  var status: Int {
    switch self {
    case .sessionUnknown, .tokenUnknown, .tokenMissing, .anonymousNotTaken: 401
    case .notPermitted: 403
    case .tooLarge: 413
    case .tooMany: 429
    case .stopping: 503
    case .storeFailed: 507
    }
  }

  /// In the contract's words where it has some.
  var sentence: String {
    switch self {
    case .sessionUnknown: "Invalid or expired session"
    case .tokenUnknown: "Invalid token"
    case .tokenMissing(let user): "User '\(user.raw)' needs a token here"
    case .anonymousNotTaken: "A user's token is needed here"
    case .notPermitted(let sentence), .tooLarge(let sentence), .tooMany(let sentence): sentence
    case .stopping: "The node is ending and takes no tasks any more"
    case .storeFailed(let reason): "Nothing was done: \(reason)"
    }
  }
}
