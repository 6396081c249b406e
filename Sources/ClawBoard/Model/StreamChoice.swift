/// How the stream is looked at.
struct StreamChoice: Sendable, Equatable {
  /// Whose lines are shown.
  enum Scope: Sendable, Equatable {
    case all, selected, marked
  }

  var scope = Scope.all
  /// The number of the newest line in view; `nil` follows what comes.
  var last: Int?
  /// Rows of that line that are below what is in view, where lines are wrapped.
  var cut = 0
  /// The number of the newest line that was there to be seen: what comes later is new.
  var seen = 0
  var wraps = false
  var showsTimes = true

  var isFollowing: Bool { last == nil }
}
