import ClawMirror
import Foundation

/// What is asked before something is done to tasks: of these tasks alone, whatever happens to others
/// while it stands there.
struct Question: Sendable, Equatable {
  /// Seconds for which the key that asked has to rest before it is an answer: held down, keyboards
  /// repeat it first after half a second and more, then many times a second.
  static let restTime: TimeInterval = 0.7
  /// Seconds for which what may have been meant for something else is no answer.
  static let guardTime: TimeInterval = 0.3

  let kind: Deed.Kind
  /// In the order in which it is done.
  let keys: [TaskKey]
  /// What was meant as well and is left out, by the reason.
  var skipped: [String: Int] = [:]
  /// Of one task that the user stands on, not of marked ones.
  var isOfSelected = false
  /// In no user's name, whatever was chosen for the nodes.
  var asNobody = false
  /// Not all are ours: only a clear yes counts.
  var wantsYes = false
  let openedAt: Date
  /// When the key that asked came last.
  var pressedAt: Date?

  /// From when on the key that asked counts as an answer.
  var armedAt: Date { (pressedAt ?? openedAt).addingTimeInterval(Self.restTime) }
}

/// A refusal over the form that it is about.
struct Refusal: Sendable, Equatable {
  let reason: String
  let openedAt: Date

  /// A key that was meant for something else is no answer.
  var armedAt: Date { openedAt.addingTimeInterval(Question.guardTime) }
}
