import Foundation

/// `clawboard node` without a terminal: quick to start, and it may be killed.
struct NodeProcess {
  struct Failure: Error, CustomStringConvertible {
    let said: String

    var description: String { "the node ended before it listened; it said: \(said)" }
  }

  /// As it says it.
  let address: String
  private let process: Process
  private let ended: AsyncStream<Never>

  var port: Int { URLComponents(string: address)?.port ?? 0 }

  /// Returns once it listens, on a port of the system's choice.
  ///
  /// - Parameters:
  ///   - socket: listens on a unix socket instead.
  ///   - log: the least that is logged.
  ///   - variables: more of its environment.
  init(
    store: String, socket: String? = nil, log: String = "error",
    variables: [String: String] = [:], options: String...
  ) async throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments =
      ["node"] + (socket.map { ["--unix", $0] } ?? ["--port", "0"])
      + ["--store", store, "--log-level", log] + options
    process.environment = ProcessInfo.processInfo.environment
      .merging(Program.environment(state: Program.newState)) { $1 }.merging(variables) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    // Why it did not start is said there.
    process.standardError = output
    ended = AsyncStream { ends in
      process.terminationHandler = { _ in ends.finish() }
    }
    let said = Self.chunks(of: output.fileHandleForReading)
    try process.run()
    self.process = process
    address = try await Self.address(in: said)
  }

  var id: pid_t { process.processIdentifier }

  /// Sends it alone a signal, and returns once it has ended.
  func end(by signal: Int32) async {
    if process.isRunning { kill(process.processIdentifier, signal) }
    for await _ in ended {}
  }

  private static func address(in said: AsyncStream<Data>) async throws -> String {
    var text = ""
    for await chunk in said {
      text += String(decoding: chunk, as: UTF8.self)
      if let said = text.firstMatch(of: #/listening on (.+)\n/#) { return String(said.1) }
    }
    throw Failure(said: text)
  }

  /// What it prints, read to the end even when nobody listens any more: a full pipe would hold it.
  private static func chunks(of output: FileHandle) -> AsyncStream<Data> {
    AsyncStream { chunks in
      output.readabilityHandler = { output in
        let chunk = output.availableData
        chunks.yield(chunk)
        guard chunk.isEmpty else { return }
        output.readabilityHandler = nil
        chunks.finish()
      }
    }
  }
}
