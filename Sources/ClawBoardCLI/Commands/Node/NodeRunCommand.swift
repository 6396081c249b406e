import ArgumentParser
import ClawLink
import ClawNode
import Foundation
import Logging
import UnixSignals

struct NodeRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a node here, in the foreground, with the demo agent.",
    discussion: """
      Its address goes to standard output, its log to standard error. What it was given is kept in \
      its store: waiting tasks go on after a restart.

      Example: clawboard node --port 8000
      Example: clawboard node --unix ~/claw.sock
      """)

  @OptionGroup(title: "Access") var access: NodeAccessOptions
  @OptionGroup(title: "Store") var store: NodeStoreOption
  @OptionGroup(title: "Limits") var limits: NodeLimitOptions

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
    if access.socket != nil { umask(0o077) }
    let store = try store.store(isForNode: true)
    let node = try withStoreFailures { () throws(NodeStore.Failure) in
      try store.prepareOwner(NodeText(NSUserName()))
      return try server(on: store)
    }
    let signals = await UnixSignalsSequence(
      trapping: [.sigint, .sigterm] + (HangUp.isIgnored ? [] : [.sighup]))
    let serving = Task {
      try await node.run { url in
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

  private func server(on store: NodeStore) throws(NodeStore.Failure) -> NodeServer {
    var logger = Logger(
      label: "clawboard.node", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = logLevel
    let engine = try TaskEngine(
      store: store, policy: access.policy, limits: limits.limits, logger: logger)
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
