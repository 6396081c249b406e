/// What a model read and wrote for a task, in tokens.
public struct TokenUsage: Sendable, Equatable {
  /// Tokens of what it was given.
  public let input: Int
  /// Tokens of what it answered.
  public let output: Int

  /// Counts as a node says them.
  public init(input: Int, output: Int) {
    self.input = input
    self.output = output
  }
}
