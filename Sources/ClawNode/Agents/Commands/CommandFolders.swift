/// Where a node keeps what belongs to the work of programs.
public struct CommandFolders: Sendable {
  private let path: String

  /// - Parameter path: the folder of the node's store.
  public init(store path: String) {
    self.path = path
  }

  /// What programs read about their tasks; nothing of it outlives the work.
  var work: String { path + "/work" }
  /// A checkout for each task of an agent that works in one.
  var worktrees: String { path + "/worktrees" }
}
