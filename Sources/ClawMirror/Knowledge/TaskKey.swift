public import ClawLink

/// A node as the board calls it: its name in the settings, or its host and port.
public struct NodeName: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) {
    self.text = text
  }

  public var description: String { text }

  public static func < (left: NodeName, right: NodeName) -> Bool { left.text < right.text }
}

/// A task's identity everywhere: two nodes may use one id.
public struct TaskKey: Sendable, Hashable {
  public let node: NodeName
  public let id: TaskID

  public init(node: NodeName, id: TaskID) {
    self.node = node
    self.id = id
  }
}
