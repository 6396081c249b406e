import Dispatch
import Foundation

/// `clawboard node` as a child, on a folder of its own.
final class NodeProcess {
  let port: Int
  private let process: Process
  private let folder: String
  private let ended: DispatchSemaphore

  var id: Int32 { process.processIdentifier }

  /// Runs `body` with a node, and ends it.
  static func run<Value>(
    _ program: String, options: [String] = [], _ body: (NodeProcess) throws -> Value
  ) throws -> Value {
    let node = try NodeProcess(program, options: options)
    defer { node.stop() }
    return try body(node)
  }

  private init(_ program: String, options: [String]) throws {
    folder = NSTemporaryDirectory() + "/clawboard-bench-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments =
      ["node", "--port", "0", "--store", folder + "/store", "--log-file", folder + "/log"] + options
    let output = Pipe()
    process.standardOutput = output
    let ended = DispatchSemaphore(value: 0)
    self.ended = ended
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    Interruption.add(process.processIdentifier, folder: folder)
    port = Self.port(in: output.fileHandleForReading) ?? 0
    if port == 0 {
      stop()
      throw BenchFault.notStarted("it said no address within 10 s")
    }
  }

  /// Out of `listening on http://127.0.0.1:8000`.
  private static func port(in output: FileHandle) -> Int? {
    var said = ""
    while !said.contains("\n") {
      var waiting = pollfd(fd: output.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 10_000) == 1 else { return nil }
      let bytes = output.availableData
      guard !bytes.isEmpty else { return nil }
      said += String(decoding: bytes, as: UTF8.self)
    }
    return said.split(separator: ":").last.flatMap { Int($0.prefix { $0.isNumber }) }
  }

  private func stop() {
    process.terminate()
    if ended.wait(timeout: .now() + 10) == .timedOut { kill(id, SIGKILL) }
    Interruption.remove(id)
    try? FileManager.default.removeItem(atPath: folder)
  }
}
