import ClawLink
import Foundation

/// Checkouts of one repository, one for each task: work on it does not meet the user's, nor that of
/// other tasks.
struct Checkouts: Sendable {
  /// Git takes locks in a repository and fails where another has them.
  private static let turns = Turns()

  private let git: Git
  private let folder: String
  private let agent: String

  /// - Parameters:
  ///   - git: in the repository, or below its top: work is done in the same place of the checkout.
  ///   - folder: where the checkouts are.
  init(of git: Git, in folder: String, for agent: String) {
    self.git = git
    self.folder = folder
    self.agent = agent
  }

  /// Why there can be none now; `nil` when there can.
  func problem() async -> String? {
    do throws(Git.Failure) {
      try await git.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
      return nil
    } catch {
      return "\(git.folder) has no commit of a git repository: \(error)"
    }
  }

  /// Lets `body` work in a checkout, and takes what it changed: on a branch of its own, as metadata of
  /// the task. However the work ends, nothing of it is lost.
  ///
  /// - Parameter body: is told where to work.
  func use(
    for job: AgentJob, _ client: any AgentClient,
    _ body: (_ folder: String) async throws -> AgentResult
  ) async throws -> AgentResult {
    let place: String
    do throws(Git.Failure) {
      place = try await git.run("rev-parse", "--path-format=absolute", "--git-common-dir")
    } catch {
      throw AgentFailure("No checkout could be made: \(error)")
    }
    let checkout = try await added(for: client.taskID, at: place)
    await client.take(.metadata(checkout.metadata))
    let outcome: Result<AgentResult, any Error>
    do {
      try Task.checkCancellation()
      guard FileManager.default.fileExists(atPath: checkout.place) else {
        throw AgentFailure("\(git.folder) is not in the commit that work begins with")
      }
      outcome = .success(try await body(checkout.place))
    } catch {
      outcome = .failure(error)
    }
    let message = "\(job.title)\n\nTask \(client.taskID.text.shown) of the agent \(agent)"
    let changes = await Self.turns.take(at: place) { await checkout.takeChanges(message) }
    // At once: of work that was stopped nothing else is said.
    await client.take(.metadata(changes))
    return try outcome.get()
  }

  private func added(for task: TaskID, at place: String) async throws -> Checkout {
    let result = await Self.turns.take(at: place, isCancellable: true) {
      () async -> Result<Checkout, Git.Failure> in
      do throws(Git.Failure) {
        return .success(try await add(for: task))
      } catch {
        return .failure(error)
      }
    }
    do {
      return try result.get()
    } catch {
      try Task.checkCancellation()
      throw AgentFailure("No checkout could be made: \(error)")
    }
  }

  private func add(for task: TaskID) async throws(Git.Failure) -> Checkout {
    let base = try await git.run("rev-parse", "--verify", "HEAD^{commit}")
    let prefix = try await git.run("rev-parse", "--show-prefix")
    let path = folder + "/" + task.text.raw
    // Short ones are for people; where there is one already, the whole id is one of its own.
    var branch = "clawboard/" + task.text.raw.prefix(8)
    if (try? await git.run("rev-parse", "--verify", "--quiet", "refs/heads/\(branch)")) != nil {
      branch = "clawboard/" + task.text.raw
    }
    let checkout = Checkout(
      // A program that removes the checkout's own repository must not have git find one above it.
      git: git.in(path).with("GIT_CEILING_DIRECTORIES", folder), repository: git, branch: branch,
      base: base, place: prefix.isEmpty ? path : path + "/" + prefix)
    do throws(Git.Failure) {
      // What is checked out can be large, and pass through filters.
      _ = try await git.output(
        of: ["worktree", "add", "--quiet", "-b", branch, path, base], limit: .seconds(1800))
    } catch {
      // Not stopped by what has stopped that.
      await Task { await checkout.discard() }.value
      throw error
    }
    return checkout
  }
}

extension AgentJob {
  /// In one line, for a commit.
  fileprivate var title: String {
    let text = context["description"]?.text ?? prompt
    let lines = text.shownLines.split(separator: "\n")
    let line = lines.first { $0.contains { !$0.isWhitespace } } ?? "Work without a prompt"
    return NodeText(line.trimmingCharacters(in: .whitespaces)).shown(upTo: 72)
  }
}
