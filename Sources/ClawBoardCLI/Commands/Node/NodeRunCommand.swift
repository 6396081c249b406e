import ArgumentParser
import ClawLink
import ClawNode
import Foundation
import Logging
import UnixSignals

struct NodeRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a node here, in the foreground.",
    discussion: """
      Its address goes to standard output, its log to standard error. What it was given is kept in \
      its store: waiting tasks go on after a restart.

      Its agents are the programs and models of 'agents' in the settings, those whose keys and \
      addresses are in the environment (ANTHROPIC_API_KEY, OPENAI_API_KEY, OLLAMA_BASE_URL, \
      OPENDEVIN_API_URL, GOOSE_API_URL), and demo, which needs nothing.

      Example: clawboard node --port 8000
      Example: clawboard node --unix ~/claw.sock
      """)

  @OptionGroup(title: "Access") var access: NodeAccessOptions
  @OptionGroup(title: "Store") var store: NodeStoreOption
  @OptionGroup(title: "Limits") var limits: NodeLimitOptions

  @Option(help: "The settings, for their agents. Default: ~/.config/clawboard/config.yaml.")
  var config: String?

  @Option(help: "Where the log goes instead of standard error.")
  var logFile: String?

  @Option(
    help: "The least that is logged: trace, debug, info, notice, warning, error, critical.",
    transform: { text in
      guard let level = Logger.Level(rawValue: text) else {
        throw ValidationError("'\(text)' is no level: give trace, debug, info, notice, …")
      }
      return level
    })
  var logLevel = Logger.Level.info

  func run() async throws {
    try redirectLog()
    // From its first moment on the socket is ours alone, as all else that a node makes is.
    let mask = access.socket.map { _ in umask(0o077) }
    let agents = try agents()
    let store = try store.store(isForNode: true)
    let logger = logger()
    await report(agents, to: logger)
    let node = try withStoreFailures { () throws(NodeStore.Failure) in
      try store.prepareOwner(NodeText(NSUserName()))
      return try server(on: store, agents.agents, logger)
    }
    let signals = await UnixSignalsSequence(
      trapping: [.sigint, .sigterm] + (HangUp.isIgnored ? [] : [.sighup]))
    let serving = Task {
      try await node.run { url in
        // Programs make files for whom the user wants.
        if let mask { umask(mask) }
        do throws(NodeStore.Failure) {
          try store.announce(url)
        } catch {
          Main.complain(error.description)
        }
        Output.line("listening on \(url)")
        fflush(nil)
      }
    }
    let status = Task {
      for await signal in signals {
        serving.cancel()
        return ExitStatus(ending: signal) ?? .terminated
      }
      return ExitStatus.done
    }
    do {
      try await serving.value
    } catch let error as NodeServer.ListenError {
      throw CommandFailure(error.status, error.description)
    }
    throw ExitCode(await status.value.rawValue)
  }

  private func agents() throws(CommandFailure) -> NodeAgents {
    let environment = ProcessInfo.processInfo.environment
    return try NodeAgents(
      Settings.read(flag: config, environment: environment).agents, environment: environment,
      in: folders, isOwn: access.isReached(by:))
  }

  private var folders: CommandFolders { CommandFolders(store: store.folder) }

  private func logger() -> Logger {
    var logger = Logger(
      label: "clawboard.node", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = logLevel
    return logger
  }

  /// What is missing, and what a node that was killed has left. To be called while no other node works
  /// on the store, and this one does not yet.
  private func report(_ agents: NodeAgents, to logger: Logger) async {
    for remark in agents.remarks { logger.warning("\(remark)") }
    let left = await LeftWorktree.find(in: folders, environment: agents.standardEnvironment)
    for worktree in left {
      logger.warning(
        "work has left a checkout that holds changes: it stays until `git worktree remove --force`",
        metadata: ["worktree": "\(worktree.path)", "branch": "\(worktree.branch ?? "none")"])
    }
  }

  private func server(
    on store: NodeStore, _ agents: [any Agent], _ logger: Logger
  ) throws(NodeStore.Failure) -> NodeServer {
    let engine = try TaskEngine(
      agents: agents, store: store, policy: access.policy, limits: limits.limits, logger: logger)
    return NodeServer(
      engine: engine, host: access.host, port: access.port, socket: access.socket,
      tls: access.tls,
      names: access.allowHost + (access.isLoopback ? [] : [MachineName.current]),
      version: Main.version, logger: logger)
  }

  private func redirectLog() throws(CommandFailure) {
    guard let logFile, !StandardErrorLog(path: logFile).redirect() else { return }
    throw CommandFailure(
      .usage, "--log-file: \(logFile) cannot be written: \(String(cString: strerror(errno)))")
  }
}

extension NodeServer.ListenError {
  fileprivate var status: ExitStatus {
    switch self {
    case .portInUse, .socketInUse: .refusedByUs
    case .unusableFile: .usage
    case .notListening: .ownFault
    }
  }
}

extension ExitStatus {
  /// Ended by that signal; `nil` for one that ends nothing.
  init?(ending signal: UnixSignal) {
    switch signal {
    case .sighup: self = .hangUp
    case .sigint: self = .interrupted
    case .sigterm: self = .terminated
    default: return nil
    }
  }
}
