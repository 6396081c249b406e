import ClawLink

/// What a board shows of a node's tasks: these are asked for first.
struct Focus: Sendable, Equatable {
  var selected: TaskID?
  var visible: Set<TaskID> = []
}
