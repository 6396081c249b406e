import Foundation

/// `clawboard node` as a child, on a folder of its own.
final class NodeProcess {
  let port: Int
  private let program: String
  private let options: [String]
  private let folder: BenchFolder
  private var child: ChildProcess

  var id: Int32 { child.id }
  var url: String { "http://127.0.0.1:\(port)" }

  /// Runs `body` with a node, and ends it.
  static func run<Value>(
    _ program: String, options: [String] = [], _ body: (NodeProcess) throws -> Value
  ) throws -> Value {
    try BenchFolder.use { folder in
      let node = try NodeProcess(program, options: options, folder: folder)
      defer { node.child.end() }
      return try body(node)
    }
  }

  private init(_ program: String, options: [String], folder: BenchFolder) throws {
    self.program = program
    self.options = options
    self.folder = folder
    (child, port) = try Self.start(program, port: 0, options: options, folder: folder)
  }

  /// As if the machine had lost its power: killed, and begun again on the same port.
  func restart() throws {
    child.end(with: SIGKILL)
    (child, _) = try Self.start(program, port: port, options: options, folder: folder)
  }

  /// Until its end it answers nothing, while its connections stay.
  func freeze() { child.freeze() }

  private static func start(
    _ program: String, port: Int, options: [String], folder: BenchFolder
  ) throws -> (ChildProcess, port: Int) {
    let child = try ChildProcess(
      program,
      [
        "node", "--port", String(port), "--store", folder.path + "/store",
        "--log-file", folder.path + "/log",
      ] + options, folder: folder)
    do {
      return (child, try self.port(in: child.nextLine(within: 10)))
    } catch {
      child.end()
      throw error
    }
  }

  /// Out of `listening on http://127.0.0.1:8000`.
  private static func port(in line: String) throws -> Int {
    guard let port = line.split(separator: ":").last.flatMap({ Int($0) }) else {
      throw BenchFault.notStarted("it says \(line)")
    }
    return port
  }
}
