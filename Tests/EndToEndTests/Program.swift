import Foundation
import TestSupport

/// The program `clawboard` as it was built beside these tests.
enum Program {
  static let path: String = {
    // The tests are a bundle or an executable in the folder of products.
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("clawboard").path
  }()

  /// A terminal that starts a shell which finds the program as `clawboard`.
  static func shell(
    _ shell: [String] = ["sh"], width: Int = 80, height: Int = 24
  ) -> ProgramStart {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return ProgramStart(
      shell, width: width, height: height,
      environment: [
        "PS1": "ready> ", "PATH": "\(folder):/usr/bin:/bin", "XDG_CONFIG_HOME": noSettings,
        "XDG_STATE_HOME": newState,
      ])
  }

  /// A terminal that starts the program.
  ///
  /// - Parameter state: where it keeps what it keeps. Default: a new folder.
  static func start(_ arguments: String..., state: String = newState) -> ProgramStart {
    start(arguments, state: state)
  }

  static func start(_ arguments: [String], state: String = newState) -> ProgramStart {
    ProgramStart([path] + arguments, environment: environment(state: state))
  }

  /// Nothing that belongs to who runs the tests is touched.
  static let noSettings = "/dev/null/none"

  /// A folder of its own for each run of the program; all go with the tests.
  static var newState: String { states + "/" + UUID().uuidString }

  private static let states: String = {
    atexit { try? FileManager.default.removeItem(atPath: Program.states) }
    return TemporaryFolder().path
  }()

  static func environment(state: String) -> [String: String] {
    [
      "XDG_STATE_HOME": state, "XDG_CONFIG_HOME": noSettings, "CLAWBOARD_BASE_URL": "",
      // A node of ours would work with them.
      "ANTHROPIC_API_KEY": "", "OPENAI_API_KEY": "", "OPENAI_BASE_URL": "", "GOOSE_API_URL": "",
      "OPENDEVIN_API_URL": "",
    ]
  }

  /// A run without a terminal that was not begun yet.
  ///
  /// - Parameter variables: more of its environment.
  static func process(
    _ arguments: [String], state: String = newState, variables: [String: String] = [:]
  ) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(environment(state: state)) { $1 }.merging(variables) { $1 }
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// A run of shell commands that find the program as `clawboard`.
  static func shell(
    script: String, state: String = newState, variables: [String: String] = [:]
  ) -> Process {
    let process = process([], state: state, variables: variables)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.environment?["PATH"] = "\(folder):/usr/bin:/bin"
    return process
  }

  struct Outcome: Equatable {
    let status: Int32
    let output: String
    let complaint: String
  }

  /// Runs the program to its end, without a terminal.
  static func run(_ arguments: String..., state: String = newState) async throws -> Outcome {
    try await run(arguments, state: state)
  }

  static func run(
    _ arguments: [String], state: String = newState, variables: [String: String] = [:]
  ) async throws -> Outcome {
    try await RunningProgram(arguments, state: state, variables: variables).outcome()
  }
}
