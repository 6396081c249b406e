import ArgumentParser
import ClawNode
import Foundation
import Logging
import UnixSignals

struct NodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "node",
    abstract: "Run a node here, in the foreground, with the demo agent.",
    discussion: """
      It listens on 127.0.0.1 alone and keeps everything in memory: what it was given is gone when
      it ends. Its address goes to standard output, its log to standard error.

      Example: clawboard node --port 8000
      """)

  @Option(help: "The port to listen on; 0 lets the system choose.")
  var port = 8000

  @Option(help: "How many tasks are in work at once, 1 to 1000; the others wait in PENDING.")
  var slots = 8

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port: \(port) is no port: give 0 to 65535.")
    }
    guard (1...1000).contains(slots) else {
      throw ValidationError("--slots: \(slots) is out of range: give 1 to 1000.")
    }
  }

  func run() async throws {
    let server = NodeServer(
      engine: TaskEngine(slots: slots), port: port, version: Main.version,
      logger: Logger(
        label: "clawboard.node", factory: { StreamLogHandler.standardError(label: $0) })
    )
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
    let serving = Task {
      try await server.run { url in
        print("listening on \(url)")
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
      throw CommandFailure(error.isPortInUse ? .refusedByUs : .ownFault, error.description)
    }
    throw ExitCode(await status.value.rawValue)
  }
}

extension NodeServer.ListenError {
  fileprivate var isPortInUse: Bool {
    if case .portInUse = self { true } else { false }
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
