import ClawMirror

/// Which tasks have a card.
struct Finding: Sendable, Equatable {
  var filter = TaskFilter.all
  /// Only those of one node.
  var node: NodeName?
  /// Only those that need attention.
  var onlyAttention = false
  /// Finished cards that were put away by hand.
  var putAway: Set<TaskKey> = []
  /// They have their cards all the same, and so have those that are out of sight by their age.
  var showsPutAway = false

  /// Nothing is kept out of sight but what was put away.
  var isEverything: Bool { filter.isEmpty && node == nil && !onlyAttention }
}
