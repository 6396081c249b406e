public import ClawLink

/// What became of an agent's tasks on a node.
public struct AgentStatistics: Sendable, Equatable {
  public let node: NodeName
  /// As the oldest of the tasks spells it.
  public let agent: NodeText
  /// By the number of the outcome.
  private let outcomes: [OutcomeStatistics]

  init(node: NodeName, agent: NodeText, outcomes: [OutcomeStatistics]) {
    self.node = node
    self.agent = agent
    self.outcomes = outcomes
  }

  /// Those of its tasks that came to this.
  public subscript(outcome: WorkOutcome) -> OutcomeStatistics { outcomes[outcome.rawValue] }

  /// How many were submitted, whatever became of them.
  public var submitted: Int { outcomes.reduce(0) { $0 + $1.count } }

  /// Tokens of all of them.
  public var usage: TokenUsage {
    outcomes.reduce(TokenUsage(input: 0, output: 0)) { $0.adding($1.usage) }
  }
}

/// Tasks of one agent that came to the same.
public struct OutcomeStatistics: Sendable, Equatable {
  public let count: Int
  /// Tokens, of those tasks where they are known.
  public let usage: TokenUsage
  /// How long those took that have ended, as the node counts the work; else from the submission to
  /// the end. Of lost and live tasks there are none.
  public let durations: Durations
}

extension TokenUsage {
  /// The sum; what a node says may be more than there can be.
  func adding(_ other: TokenUsage?) -> TokenUsage {
    guard let other else { return self }
    func sum(_ left: Int, _ right: Int) -> Int {
      let (sum, overflow) = left.addingReportingOverflow(right)
      return overflow ? .max : sum
    }
    return TokenUsage(input: sum(input, other.input), output: sum(output, other.output))
  }
}
