/// How the stream is looked at.
struct StreamChoice: Sendable, Equatable {
  /// Whose lines are shown.
  enum Scope: Sendable, Equatable, CaseIterable {
    case all, selected, marked
  }

  var scope = Scope.all
  /// The number of the newest line in view; `nil` follows what comes.
  var last: Int?
  var wraps = false
  var showsTimes = true
}
