import Foundation
import TestSupport
import Testing

/// `clawboard node` in a terminal of its own, as a user would run it.
struct RunningNode {
  let port: Int
  /// Where it keeps everything.
  let store: String
  /// The program's own process, to be stopped and continued.
  private let processId: Int32
  private let terminal: TmuxTerminal

  var url: String { "http://127.0.0.1:\(port)" }

  /// - Parameters:
  ///   - port: 0 lets the system choose.
  ///   - store: `nil` is a new folder, which goes with the node.
  ///   - options: further ones of the command line.
  init(port: Int = 0, store: String? = nil, options: String...) async throws {
    try await self.init(port: port, store: store, options: options)
  }

  init(port: Int = 0, store: String? = nil, options: [String]) async throws {
    self.store = store ?? TemporaryFolder().path
    terminal = try await TmuxTerminal(
      Program.start(["node", "--port", String(port), "--store", self.store] + options))
    let screen = try await terminal.waitFor("listening on http://127.0.0.1:")
    let address = screen.components(separatedBy: "listening on http://127.0.0.1:")[1]
    self.port = Int(address.prefix { $0.isNumber }) ?? 0
    let shell = try await terminal.fact("#{pane_pid}")
    processId = try #require(process(named: "clawboard", below: shell))
  }

  /// Stops the process as it is: connections open, and nothing is answered. ``thaw()`` goes on.
  func freeze() { kill(processId, SIGSTOP) }

  func thaw() { kill(processId, SIGCONT) }

  /// Ends it. A terminal's hang-up does not reach a node that was frozen: its shell took it for
  /// ended and left it behind.
  private func end() async {
    thaw()
    kill(processId, SIGTERM)
    _ = try? await terminal.exitStatus()
    await close()
  }

  /// Interrupts it and gives its exit status. Its store goes, unless it is kept.
  func stop(keepsStore: Bool = false) async throws -> Int {
    try await terminal.send("C-c")
    let status = try await terminal.exitStatus()
    await close(keepsStore: keepsStore)
    return status
  }

  private func close(keepsStore: Bool = false) async {
    await terminal.close()
    if !keepsStore { try? FileManager.default.removeItem(atPath: store) }
  }

  /// Runs `body` with a node, and ends it.
  static func run<Value>(
    options: String..., body: (RunningNode) async throws -> Value
  ) async throws -> Value {
    let node = try await RunningNode(options: options)
    do {
      let value = try await body(node)
      await node.end()
      return value
    } catch {
      await node.end()
      throw error
    }
  }
}
