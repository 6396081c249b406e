import Foundation
import TestSupport

/// The program `clawboard` without a terminal, while it runs: it may be killed at any moment.
struct RunningProgram: Sendable {
  /// The status of one that was killed, as a shell says it.
  static let killed = 128 + SIGKILL

  private let process: Process
  private let ended: AsyncStream<Never>
  private let output: AsyncStream<[UInt8]>
  private let complaint: AsyncStream<[UInt8]>

  /// - Parameter input: what stands on its standard input; nothing by default.
  init(
    _ arguments: [String], state: String = Program.newState, variables: [String: String] = [:],
    input: String? = nil
  ) throws {
    let process = Program.process(arguments, state: state, variables: variables)
    try self.init(process, input: input)
  }

  /// A script of the user's, which finds the program as `clawboard`.
  init(script: String, in folder: String, state: String, variables: [String: String]) throws {
    let process = Program.shell(script: script, state: state, variables: variables)
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try self.init(process)
  }

  /// Begins a run of whatever program.
  ///
  /// - Parameter handle: where its standard output goes instead of to us.
  init(_ process: Process, input: String? = nil, output handle: FileHandle? = nil) throws {
    let (given, output, complaint) = (Pipe(), Pipe(), Pipe())
    if let input {
      process.standardInput = given
      // There is room for it before anybody reads.
      try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try given.fileHandleForWriting.close()
    }
    process.standardOutput = handle ?? output
    process.standardError = complaint
    self.output = handle == nil ? Self.bytes(from: output) : AsyncStream { $0.finish() }
    self.complaint = Self.bytes(from: complaint)
    ended = AsyncStream { ends in process.terminationHandler = { _ in ends.finish() } }
    try process.run()
    self.process = process
    // A process that has ended keeps its pipes, and from the 1024th descriptor on none is waited for.
    for pipe in [given, output, complaint] { try? pipe.fileHandleForReading.close() }
  }

  /// A handle's own notice of new bytes is at times missed.
  private static func bytes(from pipe: Pipe) -> AsyncStream<[UInt8]> {
    .bytes(from: fcntl(pipe.fileHandleForReading.fileDescriptor, F_DUPFD_CLOEXEC, 0))
  }

  /// Sends it alone a signal.
  func signal(_ signal: Int32) {
    if process.isRunning { kill(process.processIdentifier, signal) }
  }

  /// How it ended, once it has.
  ///
  /// - Parameter printed: called with all that is on its standard output when there is more.
  func outcome(whenItPrints printed: (String) -> Void = { _ in }) async -> Program.Outcome {
    var said: [UInt8] = []
    for await bytes in output {
      said += bytes
      printed(String(decoding: said, as: UTF8.self))
    }
    let complained = await complaint.reduce(into: []) { $0 += $1 }
    for await _ in ended {}
    let wasKilled = process.terminationReason == .uncaughtSignal
    return Program.Outcome(
      status: process.terminationStatus + (wasKilled ? 128 : 0),
      output: String(decoding: said, as: UTF8.self),
      complaint: String(decoding: complained, as: UTF8.self))
  }
}

/// Programs that are killed all at once; no other one begins then.
actor DoomedPrograms {
  private var running: [RunningProgram] = []
  private var isOver = false

  /// `nil` once they were killed.
  func start(_ arguments: [String]) throws -> RunningProgram? {
    guard !isOver else { return nil }
    let program = try RunningProgram(arguments)
    running.append(program)
    return program
  }

  func kill() {
    isOver = true
    for program in running { program.signal(SIGKILL) }
  }
}
