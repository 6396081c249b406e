import Foundation
import TestSupport
import Testing

/// `clawboard node` in a terminal of its own, as a user would run it.
struct RunningNode {
  let port: Int
  /// Where it keeps everything.
  let store: String
  /// The program's own process, to be stopped and continued.
  let processId: Int32
  private let terminal: TmuxTerminal

  var url: String { "http://127.0.0.1:\(port)" }

  /// - Parameters:
  ///   - port: 0 lets the system choose.
  ///   - store: `nil` is a new folder, which goes with the node.
  ///   - options: further ones of the command line.
  init(port: Int = 0, store: String? = nil, options: String...) async throws {
    self.store = store ?? TemporaryFolder().path
    terminal = try await TmuxTerminal(
      Program.start(["node", "--port", String(port), "--store", self.store] + options))
    let screen = try await terminal.waitFor("listening on http://127.0.0.1:")
    let address = screen.components(separatedBy: "listening on http://127.0.0.1:")[1]
    self.port = Int(address.prefix { $0.isNumber }) ?? 0
    let shell = try await terminal.fact("#{pane_pid}")
    processId = try #require(process(named: "clawboard", below: shell))
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
  static func run<Value>(_ body: (RunningNode) async throws -> Value) async throws -> Value {
    let node = try await RunningNode()
    do {
      let value = try await body(node)
      await node.close()
      return value
    } catch {
      await node.close()
      throw error
    }
  }
}
