/// Where a task stands. The seven states of the contract, and whatever else a node may say: a
/// client accepts any jump and any name.
public enum TaskStatus: Sendable, Hashable {
  case pending
  case planning
  case running
  case waiting
  case completed
  case failed
  case cancelled
  /// A state that this client does not know, as the node spelled it.
  case unknown(NodeText)

  /// The seven states in the order in which a task passes through them.
  public static let known: [TaskStatus] = [
    .pending, .planning, .running, .waiting, .completed, .failed, .cancelled,
  ]

  /// The name on the wire.
  public var name: NodeText {
    switch self {
    case .pending: NodeText("pending")
    case .planning: NodeText("planning")
    case .running: NodeText("running")
    case .waiting: NodeText("waiting")
    case .completed: NodeText("completed")
    case .failed: NodeText("failed")
    case .cancelled: NodeText("cancelled")
    case .unknown(let name): name
    }
  }

  /// Any name is a state: one that is none of the seven is ``unknown(_:)``.
  public init(name: NodeText) {
    self = Self.known.first { $0.name == name } ?? .unknown(name)
  }

  /// Completed, failed or cancelled.
  public var isFinal: Bool {
    switch self {
    case .completed, .failed, .cancelled: true
    case .pending, .planning, .running, .waiting, .unknown: false
    }
  }
}

extension TaskStatus: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(name: try NodeText(from: decoder))
  }

  public func encode(to encoder: any Encoder) throws {
    try name.encode(to: encoder)
  }
}
