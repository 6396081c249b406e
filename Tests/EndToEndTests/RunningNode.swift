import Foundation
import TestSupport

/// `clawboard node` in a terminal of its own, as a user would run it.
struct RunningNode {
  let port: Int
  private let terminal: TmuxTerminal

  var url: String { "http://127.0.0.1:\(port)" }

  /// - Parameter port: 0 lets the system choose.
  init(port: Int = 0) async throws {
    terminal = try await TmuxTerminal(
      Program.start("node", "--port", String(port)))
    let screen = try await terminal.waitFor("listening on http://127.0.0.1:")
    let address = screen.components(separatedBy: "listening on http://127.0.0.1:")[1]
    self.port = Int(address.prefix { $0.isNumber }) ?? 0
  }

  /// Interrupts it and gives its exit status.
  func stop() async throws -> Int {
    try await terminal.send("C-c")
    let status = try await terminal.exitStatus()
    await terminal.close()
    return status
  }

  /// Runs `body` with a node, and ends it.
  static func run<Value>(_ body: (RunningNode) async throws -> Value) async throws -> Value {
    let node = try await RunningNode()
    do {
      let value = try await body(node)
      await node.terminal.close()
      return value
    } catch {
      await node.terminal.close()
      throw error
    }
  }
}
