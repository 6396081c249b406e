import Dispatch
import Foundation

/// A program that runs beside this one and is talked to in lines.
final class ChildProcess {
  /// No child takes longer to end when it is asked to.
  private static let patience = 10.0

  private let process = Process()
  private let input = Pipe()
  private let lines: LineQueue
  private let ended = DispatchSemaphore(value: 0)
  private var hasEnded = false

  var id: Int32 { process.processIdentifier }

  /// - Parameter folder: goes with the child when this program is interrupted.
  init(_ program: String, _ arguments: [String], folder: BenchFolder) throws {
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = input
    let output = Pipe()
    process.standardOutput = output
    let ended = ended
    process.terminationHandler = { _ in ended.signal() }
    lines = LineQueue(output)
    try process.run()
    Interruption.add(id, folder: folder.path)
  }

  /// This program once more, in one of its roles.
  static func role(
    _ role: Role, _ arguments: [String], folder: BenchFolder
  ) throws -> ChildProcess {
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    return try ChildProcess(program, [role.rawValue] + arguments, folder: folder)
  }

  func say(_ line: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
  }

  func nextLine(within seconds: Double) throws -> String {
    guard let line = lines.next(within: seconds) else {
      throw BenchFault.silent(process.arguments?.first ?? "", seconds: seconds)
    }
    return line
  }

  /// Until ``goOn()`` it does nothing, and says nothing to anybody.
  func freeze() { kill(id, SIGSTOP) }

  func goOn() { kill(id, SIGCONT) }

  /// Ends it, gently or not at all gently.
  func end(with signal: Int32 = SIGTERM) {
    if hasEnded { return }
    hasEnded = true
    kill(id, signal)
    goOn()
    if ended.wait(timeout: .now() + Self.patience) == .timedOut {
      kill(id, SIGKILL)
      ended.wait()
    }
    Interruption.remove(id)
  }
}
