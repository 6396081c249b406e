import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

/// Programs that work in a checkout of their own.
@Suite(.timeLimit(.minutes(2)))
struct CheckoutTests {
  private static let environment = CommandEnvironment(
    allowing: [], of: ProcessInfo.processInfo.environment)

  private static func git(_ folder: String) -> Git {
    Git(folder: folder, environment: environment.forGit)
  }

  /// A repository with one commit, in which the script works.
  private func use(
    _ script: String, atOnce: Int = 1,
    _ body: (CommandScene, _ repository: Git) async throws -> Void
  ) async throws {
    let change: CommandScene.Change = { settings in
      settings.hasWorktree = true
      settings.atOnce = atOnce
    }
    try await CommandScene.use(script, settings: change) { scene in
      let git = Self.git(scene.folder + "/place")
      try CommandScene.write("one\n", to: git.folder + "/file")
      try await git.run("init", "--quiet", "--initial-branch", "main")
      try await git.run("add", ".")
      try await git.run(
        "-c", "user.name=ann", "-c", "user.email=ann@example.org", "commit", "--quiet",
        "--message", "first")
      try await body(scene, git)
    }
  }

  @Test func `what was changed is a commit on a branch, and its diff is told`() async throws {
    try await use("echo two >> file; echo new > added; echo done") { scene, git in
      let id = try await scene.submit("\n Change it \nplease")
      let state = try await scene.engine.finalState(of: id)
      let metadata = try #require(state.metadata)
      let branch = "clawboard/" + id.text.raw.prefix(8)
      #expect(state.result == NodeText("done\n"))
      #expect(metadata["branch"]?.text?.raw == branch)
      #expect(metadata["diff_stat"] == ["files": 2, "insertions": 2, "deletions": 0])
      #expect(metadata["base"]?.text?.raw == (try await git.run("rev-parse", "main")))
      #expect(metadata["commit"]?.text?.raw == (try await git.run("rev-parse", branch)))
      #expect(metadata["worktree"] == nil)
      let diff = try #require(metadata["diff"]?.text?.raw)
      #expect(diff.hasPrefix("diff --git a/added b/added\n"))
      #expect(diff.hasSuffix("\n one\n+two\n"))
      let message = try await git.run("log", "-1", "--format=%B", branch)
      #expect(message == "Change it\n\nTask \(id) of the agent script")
      // The user's own checkout is as it was.
      #expect(try await git.run("status", "--porcelain") == "")
      #expect(try await git.run("worktree", "list").split(separator: "\n").count == 1)
    }
  }

  @Test func `where nothing was changed no branch stays`() async throws {
    try await use("cat file") { scene, git in
      let state = try await scene.outcome()
      #expect(state.result == NodeText("one\n"))
      #expect(state.metadata?["diff_stat"] == ["files": 0, "insertions": 0, "deletions": 0])
      for key in ["branch", "worktree", "diff", "commit"] { #expect(state.metadata?[key] == nil) }
      #expect(try await git.run("branch", "--format=%(refname:short)") == "main")
      #expect(try await git.run("worktree", "list").split(separator: "\n").count == 1)
    }
  }

  @Test func `while it works the branch and the checkout are known, and a failure loses nothing`()
    async throws
  {
    try await use("echo two >> file; while [ ! -e go ]; do sleep 0.02; done; exit 2") {
      scene, git in
      let id = try await scene.submit()
      let path = scene.folder + "/store/worktrees/\(id)"
      let state = try await scene.state(of: id) { $0.metadata?["worktree"] != nil }
      #expect(state.metadata?["worktree"]?.text?.raw == path)
      #expect(state.metadata?["branch"] != nil)
      while !FileManager.default.fileExists(atPath: path) { await Task.yield() }
      try CommandScene.write("", to: path + "/go")
      let end = try await scene.engine.finalState(of: id)
      #expect(end.status == .failed)
      #expect(end.metadata?["diff_stat"] == ["files": 2, "insertions": 1, "deletions": 0])
    }
  }

  @Test func `a cancel keeps what was changed on the branch`() async throws {
    try await use("echo two >> file; echo ready; sleep 600") { scene, git in
      let id = try await scene.submit()
      try await scene.state(of: id) { $0.message == NodeText("ready") }
      #expect(try await scene.engine.cancel(id, caller: scene.caller))
      let branch = "clawboard/" + id.text.raw.prefix(8)
      // Its state is final already; what it has left is known a little later.
      while try await scene.engine.state(of: id).metadata?["commit"] == nil { await Task.yield() }
      let state = try await scene.engine.state(of: id)
      #expect(state.status == .cancelled)
      #expect(state.metadata?["worktree"] == nil)
      #expect(state.metadata?["diff_stat"] == ["files": 1, "insertions": 1, "deletions": 0])
      #expect(try await git.run("log", "--format=%s", branch) == "work\nfirst")
      #expect(try await git.run("show", branch + ":file") == "one\ntwo")
    }
  }

  @Test func `two tasks at once in one repository do not meet`() async throws {
    let script = """
      read -r word; echo "$word" >> file; while [ ! -e ../$word ]; do sleep 0.02; done
      rm ../$word; git add .; git -c user.name=x -c user.email=x@y commit -qm "by $word"
      """
    try await use(script, atOnce: 2) { scene, git in
      let ids = try await [scene.submit("left\n"), scene.submit("right\n")]
      for id in ids { try await scene.state(of: id) { $0.status == .running } }
      for word in ["left", "right"] {
        try CommandScene.write("", to: scene.folder + "/store/worktrees/\(word)")
      }
      for (id, word) in zip(ids, ["left", "right"]) {
        let state = try await scene.engine.finalState(of: id)
        let branch = try #require(state.metadata?["branch"]?.text?.raw)
        #expect(try await git.run("show", branch + ":file") == "one\n" + word)
        // The program's own commit is the last one.
        #expect(try await git.run("log", "-1", "--format=%s", branch) == "by \(word)")
      }
      #expect(try await git.run("show", "main:file") == "one")
    }
  }

  @Test func `a large diff is cut, and says where the whole is`() async throws {
    try await use("yes 'a line of many' | head -n 1000000 > large") { scene, git in
      let metadata = try await scene.outcome().metadata
      let diff = try #require(metadata?["diff"]?.text?.raw)
      #expect((262_000...262_300).contains(diff.utf8.count))
      #expect(diff.contains("\n(cut here: git diff "))
      #expect(metadata?["diff_is_partial"] == true)
      #expect(metadata?["diff_stat"] == ["files": 1, "insertions": 1_000_000, "deletions": 0])
    }
  }

  @Test func `a repository within the repository is not lost`() async throws {
    try await use(
      "git init -q inner; cd inner; git -c user.name=x -c user.email=x@y commit -qm x --allow-empty"
    ) { scene, git in
      let metadata = try await scene.outcome().metadata
      let path = try #require(metadata?["worktree"]?.text?.raw)
      #expect(FileManager.default.fileExists(atPath: path + "/inner/.git"))
      #expect(metadata?["problem"] != nil)
    }
  }

  @Test func `work of somebody who leaves the branch is found`() async throws {
    try await use(
      "git checkout -q --detach; echo two >> file; git add .; git -c user.name=x -c user.email=x@y commit -qm x"
    ) { scene, git in
      let branch = try #require(try await scene.outcome().metadata?["branch"]?.text?.raw)
      #expect(branch.hasSuffix("-detached"))
      #expect(try await git.run("show", branch + ":file") == "one\ntwo")
    }
  }

  @Test func `a branch that was moved on is not deleted`() async throws {
    try await use(
      "echo two >> file; git -c user.name=x -c user.email=x@y commit -qam moved; git checkout -q --detach HEAD~1"
    ) { scene, git in
      let id = try await scene.submit()
      let metadata = try #require(try await scene.engine.finalState(of: id).metadata)
      let branch = "clawboard/" + id.text.raw.prefix(8)
      #expect(metadata["branch"]?.text?.raw == branch)
      #expect(metadata["diff_stat"] == ["files": 1, "insertions": 1, "deletions": 0])
      #expect(try await git.run("show", branch + ":file") == "one\ntwo")
      #expect(
        try await git.run("branch", "--format=%(refname:short)") == branch + "\nmain")
    }
  }

  @Test(arguments: ["echo more >> sub/file", "true"])
  func `work in a submodule is not lost, and one that is only there leaves nothing`(
    change: String
  ) async throws {
    let update = "git -c protocol.file.allow=always submodule --quiet update --init"
    try await use("\(update); \(change)") { scene, git in
      try await addSubmodule(from: Self.git(scene.folder + "/inner"), to: git)
      let metadata = try #require(try await scene.outcome().metadata)
      let path = metadata["worktree"]?.text?.raw
      guard change != "true" else {
        #expect(path == nil, "\(metadata)")
        return
      }
      let text = try? String(contentsOfFile: #require(path) + "/sub/file", encoding: .utf8)
      #expect(text == "inner\nmore\n")
      #expect(metadata["problem"] != nil)
    }
  }

  private func addSubmodule(from inner: Git, to outer: Git) async throws {
    try FileManager.default.createDirectory(atPath: inner.folder, withIntermediateDirectories: true)
    try CommandScene.write("inner\n", to: inner.folder + "/file")
    let name = ["-c", "user.name=x", "-c", "user.email=x@y"]
    try await inner.run("init", "--quiet")
    try await inner.run("add", ".")
    try await inner.run(name + ["commit", "--quiet", "--message", "inner"])
    try await outer.run(
      "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.folder, "sub")
    try await outer.run(name + ["commit", "--quiet", "--message", "with sub"])
  }

  @Test func `nothing is committed to a repository around the checkout`() async throws {
    try await use("rm .git; echo new > new") { scene, git in
      // As where a home is one.
      let outer = Self.git(scene.folder)
      try await outer.run("init", "--quiet")
      let metadata = try #require(try await scene.outcome().metadata)
      #expect(metadata["problem"] != nil)
      #expect((try? await outer.run("rev-parse", "--verify", "HEAD")) == nil)
      #expect(try await outer.run("diff", "--cached", "--name-only") == "")
      let path = try #require(metadata["worktree"]?.text?.raw)
      #expect(FileManager.default.fileExists(atPath: path + "/new"))
    }
  }

  @Test func `work that removes its checkout keeps what it has committed`() async throws {
    try await use(
      "echo two >> file; git -c user.name=x -c user.email=x@y commit -qam kept; rm -rf \"$PWD\""
    ) { scene, git in
      let metadata = try #require(try await scene.outcome().metadata)
      #expect(metadata["worktree"] == nil)
      #expect(metadata["diff_stat"] == ["files": 1, "insertions": 1, "deletions": 0])
      #expect(metadata["problem"] != nil)
      #expect(try await git.run("worktree", "list").split(separator: "\n").count == 1)
    }
  }

  @Test(arguments: ["diff.noprefix=true", "diff.context=0", "status.showUntrackedFiles=no"])
  func `a diff can be applied, whatever git is set to`(setting: String) async throws {
    try await use("printf 'a\\000b' > binary; echo two >> file; echo x > 'ümläut name'") {
      scene, git in
      let words = setting.split(separator: "=").map(String.init)
      try await git.run("config", words[0], words[1])
      let metadata = try #require(try await scene.outcome().metadata)
      let diff = try #require(metadata["diff"]?.text?.raw)
      #expect(metadata["diff_is_partial"] == nil)
      try CommandScene.write(diff, to: scene.folder + "/diff")
      try await git.run("apply", "--index", scene.folder + "/diff")
      let branch = try #require(metadata["branch"]?.text?.raw)
      #expect(try await git.run("diff", "--cached", branch) == "")
    }
  }

  @Test func `a git that hangs keeps no other repository waiting, and is ended by a cancel`()
    async throws
  {
    try await use("echo two >> file") { scene, git in
      try CommandScene.write("file filter=slow\n", to: git.folder + "/.git/info/attributes")
      try await git.run("config", "filter.slow.smudge", "sleep 600")
      let id = try await scene.submit()
      let path = scene.folder + "/store/worktrees/\(id)"
      while !FileManager.default.fileExists(atPath: path) { await Task.yield() }
      try await use("cat file") { other, _ in
        let state = try await other.outcome()
        #expect(state.status == .completed)
      }
      #expect(try await scene.engine.cancel(id, caller: scene.caller))
      while FileManager.default.fileExists(atPath: path) { await Task.yield() }
      while try await git.run("branch", "--format=%(refname:short)") != "main" {
        await Task.yield()
      }
    }
  }

  @Test func `a branch that was given another name is told by that`() async throws {
    try await use("git branch -m feature; echo two >> file") { scene, git in
      let metadata = try #require(try await scene.outcome().metadata)
      #expect(metadata["branch"] == "feature")
      #expect(metadata["worktree"] == nil)
      #expect(try await git.run("show", "feature:file") == "one\ntwo")
    }
  }

  @Test func `without a repository there is no work, and it is said`() async throws {
    let change: CommandScene.Change = { $0.hasWorktree = true }
    try await CommandScene.use("echo done", settings: change) { scene in
      let error = try await scene.outcome().error?.raw
      #expect(error?.hasPrefix("No checkout could be made: git rev-parse: ") == true)
      let problem = await scene.engine.agents().first?.problem?.raw
      #expect(problem?.contains("/place has no commit of a git repository") == true)
    }
  }

  @Test func `what a killed node left is found, and nothing is removed that was changed`()
    async throws
  {
    try await use("") { scene, git in
      let folder = scene.folder + "/store/worktrees"
      for name in ["same", "changed", "committed"] {
        try await git.run(
          "worktree", "add", "--quiet", "-b", "clawboard/" + name, "\(folder)/\(name)", "main")
      }
      try CommandScene.write("new\n", to: folder + "/changed/new")
      let committed = Self.git(folder + "/committed")
      try await committed.run(
        "-c", "user.name=x", "-c", "user.email=x@y", "commit", "--quiet", "--allow-empty",
        "--message", "work")
      let left = await LeftWorktree.find(in: scene.folders, environment: Self.environment)
      #expect(
        left == [
          LeftWorktree(path: folder + "/changed", branch: "clawboard/changed"),
          LeftWorktree(path: folder + "/committed", branch: "clawboard/committed"),
        ])
      #expect(!FileManager.default.fileExists(atPath: folder + "/same"))
      let branches = try await git.run("branch", "--format=%(refname:short)")
      #expect(branches == "clawboard/changed\nclawboard/committed\nmain")
    }
  }

  @Test func `a count of changes is read from git's words`() {
    let stat = DiffStat(git: " 3 files changed, 1 insertion(+), 20 deletions(-)")
    #expect(stat == DiffStat(files: 3, insertions: 1, deletions: 20))
    #expect(DiffStat(stat.json) == stat)
    #expect(DiffStat(git: "") == DiffStat(files: 0, insertions: 0, deletions: 0))
  }
}
