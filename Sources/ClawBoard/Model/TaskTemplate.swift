public import ClawLink

/// A task of the settings that a form begins with.
public struct TaskTemplate: Sendable, Equatable {
  /// What it is called.
  public let name: String
  /// Where it goes at first, by the node's name; `nil` is where a new task goes.
  public let node: String?
  /// What the form holds; without an agent the one that was used last.
  public let request: TaskSubmitRequest

  public init(name: String, node: String? = nil, request: TaskSubmitRequest) {
    self.name = name
    self.node = node
    self.request = request
  }
}
