import Foundation

/// A checkout that work has left behind: its node was ended in the middle, or what was changed could not
/// be taken.
public struct LeftWorktree: Sendable, Equatable {
  public let path: String
  /// `nil` where there is none, or no repository is behind it any more.
  public let branch: String?

  /// Looks for them, and removes those where nothing was changed. To be called before work begins.
  public static func find(
    in folders: CommandFolders, environment: CommandEnvironment
  ) async -> [LeftWorktree] {
    // What programs read about their tasks has outlived them as well.
    try? FileManager.default.removeItem(atPath: folders.work)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folders.worktrees)) ?? []
    var left: [LeftWorktree] = []
    for name in names.sorted() {
      let git = Git(folder: folders.worktrees + "/" + name, environment: environment.forGit)
        .with("GIT_CEILING_DIRECTORIES", folders.worktrees)
      if await !removed(git) {
        let branch = try? await git.run("symbolic-ref", "--quiet", "--short", "HEAD")
        left.append(LeftWorktree(path: git.folder, branch: branch))
      }
    }
    return left
  }

  /// Only where nothing of it would be lost: no file was changed, and its commit is part of another
  /// branch.
  private static func removed(_ git: Git) async -> Bool {
    do throws(Git.Failure) {
      guard try await git.run("status", "--porcelain", "--ignore-submodules=none").isEmpty else {
        return false
      }
      let branch = try await git.run("symbolic-ref", "--short", "HEAD")
      let holders = try await git.run(
        "for-each-ref", "--contains", "HEAD", "--count=2", "--format=%(refname:short)",
        "refs/heads", "refs/remotes")
      guard branch.hasPrefix("clawboard/"), holders.split(separator: "\n").count == 2 else {
        return false
      }
      let repository = git.in(
        try await git.run("rev-parse", "--path-format=absolute", "--git-common-dir"))
      try await repository.run("worktree", "remove", git.folder)
      try await repository.run("branch", "--quiet", "-D", branch)
      return true
    } catch {
      return false
    }
  }
}
