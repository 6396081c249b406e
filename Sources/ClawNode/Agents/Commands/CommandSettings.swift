/// A local program as an agent.
public struct CommandSettings: Sendable, Equatable {
  /// What a task names it by.
  public var name: String
  /// For people; default: what it runs.
  public var description: String?
  public var run: CommandWords
  /// Where it works, absolute.
  public var folder: String
  /// Whether each task gets a checkout of its own of the repository that ``folder`` is in.
  public var hasWorktree = false
  /// Whether it can ask: its standard input stays open for answers, and the prompt is not on it.
  public var asks = false
  /// What it gets of the node's environment beside ``CommandEnvironment/always``: `NAME`, or
  /// `NAME=value`.
  public var environment: [String] = []
  /// How many of its tasks are in work at once, 1 or more.
  public var atOnce = 1
  /// For each task, from its start to its end.
  public var limit = Duration.seconds(3600)

  public init(name: String, run: CommandWords, folder: String) {
    self.name = name
    self.run = run
    self.folder = folder
  }
}
