import ClawLink
import ClawMirror

/// One thing that is done to a task, after a question.
struct Deed: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case cancel, retry
  }

  enum State: Sendable, Equatable {
    case waiting, underWay
    case ended(Ending)
  }

  /// What became of it.
  struct Ending: Sendable, Equatable {
    enum Worth: Sendable, Equatable {
      case good
      /// There was nothing to do.
      case moot
      case bad
    }

    let worth: Worth
    let words: String
    /// Our user may not; nobody may.
    var isForbidden = false
  }

  /// Of one kind on one node, at once: a burst freezes a node (CONTRACT quirk 20).
  static let mostAtOnce = 2

  let key: TaskKey
  let kind: Kind
  let sender: Sender
  /// What goes out, where that is more than a key.
  var request: TaskSubmitRequest?
  /// Which question it comes from.
  let round: Int
  var state = State.waiting

  var ending: Ending? {
    if case .ended(let ending) = state { ending } else { nil }
  }
}

extension Deed.Kind {
  /// What is said of how many are done.
  var done: String { self == .cancel ? "cancelled" : "tried again" }

  var doing: String { self == .cancel ? "cancelling" : "trying again" }
}

extension Deed.Ending {
  init(_ result: CancelResult, of key: TaskKey, stops: Bool) {
    switch result {
    case .done(.cancelled):
      self.init(worth: .good, words: stops ? "cancelled" : "cancelled, may still run")
    case .done(.alreadyFinal(let state)):
      self.init(worth: .moot, words: "nothing to cancel, it is \(state.status.name.shown)")
    case .done(.unknownToNode):
      self.init(
        worth: .bad, words: "\(key.node) does not know the task; it was not cancelled")
    case .failed(let error) where error.mayHaveBeenDone:
      self.init(worth: .bad, words: "may be cancelled, the answer was lost: \(error)")
    case .failed(let error):
      self.init(worth: .bad, words: "not cancelled: \(error)", isForbidden: error.isForbidden)
    }
  }

  init(_ outcome: SubmitOutcome) {
    switch outcome {
    case .accepted(let key):
      self.init(worth: .good, words: "tried again as \(key.id.abbreviated)")
    case .sentBefore(let key):
      self.init(worth: .good, words: "tried again before, as \(key.id.abbreviated)")
    case .underWay:
      self.init(worth: .bad, words: "another try was sent before and is not answered yet")
    case .notKept(let fault): self.init(worth: .bad, words: Model.words(notKept: fault))
    case .failed(let error) where error.mayHaveBeenDone:
      self.init(worth: .bad, words: "may be running again: \(error)")
    case .failed(let error):
      self.init(worth: .bad, words: "not sent: \(error)", isForbidden: error.isForbidden)
    }
  }
}

extension ClawLinkError {
  fileprivate var isForbidden: Bool {
    if case .notPermitted = self { true } else { false }
  }
}
