public import ClawLink
public import Foundation

/// Everything that is known of one node.
public struct NodeRecord: Sendable, Equatable {
  public enum Health: Sendable, Equatable, Codable {
    /// Not answered yet.
    case connecting
    case answering(Latency)
    /// Not answering: since when, why, and when it last did.
    case silent(since: Date, lastAnswer: Date?, reason: ClawLinkError)
  }

  /// Whether the audit log tells of the tasks of others.
  public enum Discovery: Sendable, Equatable, Codable {
    case untried
    case working
    /// The log is longer than what a node gives of it: older tasks are not known.
    case partial
    /// Only so many of its newest events can be read, because the node fails at one of the others:
    /// those since then, when that was found.
    case cutOff(newest: Int, since: Date?)
    /// The session may not read the log; only our own tasks are known.
    case notPermitted(NodeText)
    /// The log cannot be read for another reason.
    case failing(ClawLinkError)
  }

  public let name: NodeName
  /// The address as given in the settings.
  public let url: String
  /// Who we are there; `nil` is anonymous.
  public let userId: String?
  /// Which machine our session is of; `nil` is not said.
  public let deviceId: String?
  /// Seconds between two polls.
  public let pollInterval: TimeInterval
  /// Seconds that one request may take.
  public let timeout: TimeInterval
  public internal(set) var health = Health.connecting
  public internal(set) var discovery = Discovery.untried
  /// An anonymous session may read the audit log where ours may not.
  public internal(set) var allowsAnonymousDiscovery = false
  /// It does.
  public internal(set) var discoversAnonymously = false
  public internal(set) var agents: [AgentInfo] = []
  public internal(set) var skills: [SkillInfo] = []
  /// What our session may do there, as the node lists it.
  public internal(set) var permissions: [NodeText] = []
  /// Our session there, as the node described it when it was opened; `nil` until the audit log was
  /// asked for in it by this process. Each use makes it last 24 hours more.
  public internal(set) var session: SessionInfo?
  /// Whether states between pending and the end show at this node: no, until it says or shows so.
  public internal(set) var showsProgress = false
  /// Seconds between two looks at a task that is not in view, in coarse steps, where the budget or
  /// the node's speed makes that more than an interval.
  public internal(set) var stretch: TimeInterval?
  /// How many requests a second this process may ask, now; `nil` before it follows the node.
  public internal(set) var budget: PollBudget?
  /// How fast the node answered this process in the last five minutes, newest last; what is running
  /// comes when its span is over. Where another process asks, few or none.
  public internal(set) var latencies: [LatencySample] = []
  /// Which node this is, where it says so.
  public internal(set) var instance: NodeText?
  /// Which start of the node this is, where it says so.
  public internal(set) var boot: NodeText?
  /// When the node was last seen to have been started anew.
  public internal(set) var restartedAt: Date?
  /// What was sent there and never answered: the node may have it.
  public internal(set) var unconfirmed: [UnconfirmedTask] = []

  /// Why what is known cannot be kept; `nil` while it can.
  public internal(set) var ledgerFault: Ledger.Failure?

  /// - Parameters:
  ///   - pollIntervalMs: milliseconds between two polls.
  ///   - timeoutMs: milliseconds that one request may take.
  ///   - ledgerFault: why there is no ledger, where one was wanted.
  public init(
    name: NodeName, url: String, userId: String? = nil, deviceId: String? = nil,
    pollIntervalMs: Int = 1000, timeoutMs: Int = 30_000, ledgerFault: Ledger.Failure? = nil
  ) {
    self.name = name
    self.url = url
    self.userId = userId
    self.deviceId = deviceId
    pollInterval = Double(pollIntervalMs) / 1000
    timeout = Double(timeoutMs) / 1000
    self.ledgerFault = ledgerFault
  }

  public var isAnswering: Bool {
    if case .answering = health { true } else { false }
  }

  /// When what is shown of a silent node became old: more than three intervals without an answer.
  public func staleSince(at now: Date) -> Date? {
    guard case .silent(_, let lastAnswer?, _) = health, let staleFrom, now > staleFrom else {
      return nil
    }
    return lastAnswer
  }

  /// From when on that is so.
  var staleFrom: Date? {
    guard case .silent(_, let lastAnswer?, _) = health else { return nil }
    return lastAnswer.addingTimeInterval(3 * pollInterval)
  }
}

/// How long a node takes to answer, in steps that do not change with every answer.
public enum Latency: Int, Sendable, Comparable, Codable {
  case fast = 0
  case ms50 = 50
  case ms100 = 100
  case ms200 = 200
  case ms500 = 500
  case s1 = 1000
  case s2 = 2000
  case s5 = 5000

  /// The step that `ms` milliseconds have reached.
  public init(ms: Double) {
    let steps: [Latency] = [.s5, .s2, .s1, .ms500, .ms200, .ms100, .ms50]
    self = steps.first { ms >= Double($0.rawValue) } ?? .fast
  }

  public static func < (left: Latency, right: Latency) -> Bool { left.rawValue < right.rawValue }
}
