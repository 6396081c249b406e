import ClawLink
import Foundation

/// One task's checkout of a repository.
struct Checkout: Sendable {
  /// Bytes of a diff that are kept.
  private static let diffBytes = 262_144

  /// At its top.
  let git: Git
  /// Where it was made from.
  let repository: Git
  /// Its own.
  let branch: String
  /// What it began as.
  let base: String
  /// Where in it work is done.
  let place: String

  private var path: String { git.folder }

  /// What is known of it from the beginning on.
  var metadata: [String: JSONValue] {
    ["branch": .string(branch), "base": .string(base), "worktree": .string(path)]
  }

  /// Commits what was changed, says what that is, and removes the checkout; the branch stays. Where
  /// something of that fails, the checkout stays as well.
  ///
  /// - Returns: metadata, with `null` for what is not there any more.
  func takeChanges(_ message: String) async -> [String: JSONValue] {
    do throws(Git.Failure) {
      try await commit(message)
      let head = try await git.run("rev-parse", "HEAD")
      guard head != base else {
        try await remove()
        try await repository.run("branch", "--quiet", "-D", branch)
        return ["branch": .null, "worktree": .null, "diff_stat": DiffStat(git: "").json]
      }
      var changes = try await changes(to: head)
      if try await holdsRepositories(head) {
        changes["problem"] = "a repository in it is not part of the commit: the checkout stays"
      } else {
        try await remove()
        changes["worktree"] = .null
      }
      return changes
    } catch {
      return ["problem": .string("the checkout stays: \(error)")]
    }
  }

  private func commit(_ message: String) async throws(Git.Failure) {
    try await git.run("add", "--all")
    // Says by its exit status that there is something.
    guard (try? await git.run("diff", "--cached", "--quiet")) == nil else { return }
    let hasName = (try? await git.run("var", "GIT_COMMITTER_IDENT")) != nil
    let name =
      hasName ? [] : ["-c", "user.name=clawboard", "-c", "user.email=clawboard@localhost"]
    try await git.run(name + ["commit", "--quiet", "--no-verify", "--message", message])
  }

  private func changes(to head: String) async throws(Git.Failure) -> [String: JSONValue] {
    let stat = try await git.run("diff", "--shortstat", base, head)
    let (diff, isWhole) = try await git.beginning(
      "diff", "--no-color", "--no-ext-diff", "--no-textconv", base, head,
      limitBytes: Self.diffBytes)
    let end = isWhole ? "" : "\n(cut here: git diff \(base.prefix(12)) \(head.prefix(12)))\n"
    return [
      "branch": .string(try await branchOfHead()), "base": .string(base), "commit": .string(head),
      "diff_stat": DiffStat(git: stat).json, "diff": .string(diff + end),
    ]
  }

  /// Work may have gone to another branch, or to none: then it gets one, so that it can be found.
  private func branchOfHead() async throws(Git.Failure) -> String {
    if let name = try? await git.run("symbolic-ref", "--quiet", "--short", "HEAD") { return name }
    let name = branch + "-detached"
    try await git.run("branch", "--quiet", name, "HEAD")
    return name
  }

  /// Whether the work has put another repository into this one: a commit holds its name alone.
  private func holdsRepositories(_ head: String) async throws(Git.Failure) -> Bool {
    let changes = try await git.run(
      "diff", "--raw", "--no-renames", "--diff-filter=AM", base, head, limitBytes: 67_108_864)
    return changes.split(separator: "\n").contains { $0.dropFirst(8).hasPrefix("160000") }
  }

  private func remove() async throws(Git.Failure) {
    try await repository.run("worktree", "remove", "--force", path)
  }
}
