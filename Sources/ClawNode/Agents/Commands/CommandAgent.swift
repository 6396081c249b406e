public import ClawLink
import Foundation

/// A program of this machine that works on tasks: it gets the prompt, what it writes is the result, its
/// exit status the outcome.
public struct CommandAgent: Agent {
  public let info: AgentInfo
  private let settings: CommandSettings
  private let environment: CommandEnvironment
  private let folders: CommandFolders
  private let checkouts: Checkouts?
  /// Of the checkouts.
  private let known: CachedAvailability

  /// - Parameters:
  ///   - environment: what programs may know of the node's.
  ///   - folders: where the node keeps what belongs to work.
  public init(
    _ settings: CommandSettings, environment: CommandEnvironment, in folders: CommandFolders
  ) {
    self.settings = settings
    self.environment = environment
    self.folders = folders
    let checkouts =
      settings.hasWorktree
      ? Checkouts(
        of: Git(folder: settings.folder, environment: environment.forGit), in: folders.worktrees,
        for: settings.name) : nil
    self.checkouts = checkouts
    known = CachedAvailability(goodFor: .seconds(30), clock: ContinuousClock()) {
      await checkouts?.problem().map { .unavailable(NodeText($0)) } ?? .available
    }
    info = AgentInfo(
      agentType: NodeText(settings.name), name: NodeText(settings.name),
      description: NodeText(
        settings.description ?? "Runs \((settings.run.program as NSString).lastPathComponent)"),
      isConfigured: true,
      capabilities: ["code_generation", "system_automation"].map { NodeText($0) })
  }

  public var atOnce: Int? { settings.atOnce }

  /// It runs programs: whoever may do that is to be known.
  public var wantsToken: Bool { true }

  public func availability() async -> AgentAvailability {
    if let problem = settings.problem(path: environment.path) {
      return .unavailable(NodeText(problem))
    }
    return await known.value()
  }

  public func work(
    on job: AgentJob, for client: any AgentClient
  ) async throws -> AgentResult {
    if let problem = settings.problem(path: environment.path) { throw AgentFailure(problem) }
    let files = try CommandFiles(for: job, task: client.taskID, in: folders.work)
    defer { files.remove() }
    guard let checkouts else {
      return try await run(job, for: client, with: files, in: settings.folder)
    }
    return try await checkouts.use(for: job, client) { folder in
      try await run(job, for: client, with: files, in: folder)
    }
  }

  private func run(
    _ job: AgentJob, for client: any AgentClient, with files: CommandFiles, in folder: String
  ) async throws -> AgentResult {
    let (input, sink) = AsyncStream<String>.makeStream()
    let process = CommandProcess(
      words: try settings.run.filled(prompt: job.prompt.raw, promptFile: files.prompt),
      environment: environment.values(
        for: job, task: client.taskID, agent: settings.name, files: files),
      folder: folder, lifeline: files.lifeline)
    let listener = CommandListener(client: client, answers: settings.asks ? sink : nil)
    if !settings.asks {
      if !settings.run.holdsPrompt { sink.yield(job.prompt.raw) }
      sink.finish()
    }
    await client.take(.running)
    let status: Int32?
    do {
      status = try await withinLimit(of: listener) {
        try await process.run(
          input: input, output: { await listener.takeOutput($0) },
          errors: { await listener.takeErrors($0) })
      }
    } catch {
      await listener.finish()
      throw error
    }
    await listener.finish()
    try Task.checkCancellation()
    if status == 0 { return await listener.answer }
    throw AgentFailure(Self.outcome(status, await listener.lastWords, limit: settings.limit))
  }

  /// The time in which somebody is waited for does not count.
  ///
  /// - Returns: `nil` when it was ended for taking too long.
  private func withinLimit(
    of listener: CommandListener, _ body: @escaping @Sendable () async throws -> Int32
  ) async throws -> Int32? {
    try await withThrowingTaskGroup(of: Int32?.self) { group in
      group.addTask { try await body() }
      group.addTask { [limit = settings.limit] in
        var left = limit
        while left > .zero {
          let step = min(left, .seconds(1))
          try await Task.sleep(for: step)
          if await !listener.isAsking { left -= step }
        }
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }

  /// - Parameter status: `nil` for one that was ended for taking too long.
  private static func outcome(_ status: Int32?, _ words: String, limit: Duration) -> String {
    let head =
      switch status {
      case nil: "not done within \(limit.shown): it was ended"
      case .some(129...192):
        "ended by signal \((status ?? 0) - 128)"
      case .some(let code): "exit status \(code)"
      }
    return words.isEmpty ? head : head + "\n" + words
  }
}

extension CommandSettings {
  /// Why it could not work now; `nil` when it could.
  ///
  /// - Parameter path: where programs are looked for.
  fileprivate func problem(path: String) -> String? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else { return "\(folder) is no folder" }
    let places =
      run.program.contains("/")
      ? [run.program.hasPrefix("/") ? run.program : folder + "/" + run.program]
      : path.split(separator: ":").map { $0 + "/" + run.program }
    if places.contains(where: { access($0, X_OK) == 0 }) { return nil }
    return run.program.contains("/")
      ? "\(run.program) is no program that can be run" : "\(run.program) is not installed"
  }
}
