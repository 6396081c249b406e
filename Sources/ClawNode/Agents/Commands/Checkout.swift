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
  /// something of that fails, or would be lost, the checkout stays as well.
  ///
  /// - Returns: metadata, with `null` for what is not there any more.
  func takeChanges(_ message: String) async -> [String: JSONValue] {
    do throws(Git.Failure) {
      guard FileManager.default.fileExists(atPath: path) else { return try await changesOfBranch() }
      try await checkRepository()
      try await commit(message)
      let head = try await git.run("rev-parse", "HEAD")
      // None where the work has given it another name.
      let tip = try? await git.run("rev-parse", "--verify", "--quiet", "refs/heads/\(branch)")
      let isClean = try await isClean(head)
      var changes: [String: JSONValue]
      if head != base {
        changes = try await self.changes(to: head, on: branchOfHead())
      } else if let tip, tip != base {
        // It has gone back to where it began, and what it had committed is there.
        changes = try await self.changes(to: tip, on: branch)
      } else if isClean {
        try await remove()
        return await dropBranch()
      } else {
        changes = try await self.changes(to: base, on: branch)
      }
      if isClean {
        try await remove()
        changes["worktree"] = .null
      } else {
        changes["problem"] = "what git cannot put into a commit is there: the checkout stays"
      }
      return changes
    } catch {
      return ["problem": .string("the checkout stays: \(error)")]
    }
  }

  /// Takes back what making it has left.
  func discard() async {
    try? await remove()
    _ = try? await repository.run("worktree", "prune")
    _ = await dropBranch()
  }

  /// The work has removed its own checkout: what it had committed is there.
  private func changesOfBranch() async throws(Git.Failure) -> [String: JSONValue] {
    try await repository.run("worktree", "prune")
    let head = try await repository.run("rev-parse", "refs/heads/\(branch)")
    var changes = head == base ? await dropBranch() : try await changes(to: head, on: branch)
    changes["worktree"] = .null
    changes["problem"] = "the work has removed its checkout: only what it had committed is left"
    return changes
  }

  /// Only while nobody has moved it on.
  private func dropBranch() async -> [String: JSONValue] {
    _ = try? await repository.run("update-ref", "-d", "refs/heads/\(branch)", base)
    return ["branch": .null, "worktree": .null, "diff_stat": DiffStat(git: "").json]
  }

  /// A program may have taken its repository away: then nothing is committed anywhere else.
  private func checkRepository() async throws(Git.Failure) {
    let top = try await git.run("rev-parse", "--show-toplevel")
    let own = [top, path].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
    guard own[0] == own[1] else {
      throw Git.Failure(description: "git rev-parse: \(path) is no checkout any more")
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

  /// Work may have gone to another branch, or to none: then it gets one, so that it can be found.
  private func branchOfHead() async throws(Git.Failure) -> String {
    if let name = try? await git.run("symbolic-ref", "--quiet", "--short", "HEAD") { return name }
    let name = branch + "-detached"
    try await git.run("branch", "--quiet", name, "HEAD")
    return name
  }

  /// Whether all that is there is part of a commit. Other repositories in it are not: a commit holds
  /// their names alone.
  private func isClean(_ head: String) async throws(Git.Failure) -> Bool {
    let status = try await git.run("status", "--porcelain", "--ignore-submodules=none")
    guard status.isEmpty else { return false }
    let raw = try await git.output(
      of: ["diff-tree", "-r", "--ignore-submodules=none", "--diff-filter=d", base, head],
      limitBytes: 67_108_864)
    return raw.isWhole
      && !raw.text.split(separator: "\n").contains { $0.dropFirst(8).hasPrefix("160000") }
  }

  private func remove() async throws(Git.Failure) {
    try await repository.run("worktree", "remove", "--force", path)
  }
}

/// What was changed.
extension Checkout {
  private func changes(
    to head: String, on branch: String
  ) async throws(Git.Failure) -> [String: JSONValue] {
    let stat = try await repository.run("diff", "--shortstat", base, head)
    // As everybody's tools read it, whatever the user's settings of git say.
    let diff = try await repository.output(
      of: ["diff-tree", "-r", "-p", "--binary", base, head],
      limitBytes: Self.diffBytes)
    var changes: [String: JSONValue] = [
      "branch": .string(branch), "base": .string(base), "commit": .string(head),
      "diff_stat": DiffStat(git: stat).json, "diff": .string(diff.text),
    ]
    if let lack = diff.lack {
      // Whole lines; nobody may take it for all there is.
      let lines = diff.text.prefix(upTo: diff.text.lastIndex(of: "\n") ?? diff.text.endIndex)
      let rest = "(\(lack): git diff \(base.prefix(12)) \(head.prefix(12)) has all)"
      changes["diff"] = .string(lines + "\n" + rest + "\n")
      changes["diff_is_partial"] = true
    }
    return changes
  }
}

extension Git.Output {
  /// Why this text is not all that was printed; `nil` where it is.
  fileprivate var lack: String? {
    if !isWhole { return "cut here" }
    return String(validating: bytes, as: UTF8.self) == nil ? "not all of it is UTF-8" : nil
  }
}
