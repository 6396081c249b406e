import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The system's git in one folder: hooks of the user's are not run, nothing is asked, and no setting of
/// the user's hides a change.
struct Git: Sendable {
  /// Why it did not do it, in its words.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// What it has printed.
  struct Output: Sendable {
    let bytes: [UInt8]
    /// Whether that is all of it.
    let isWhole: Bool

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private static let always = [
    "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "core.quotePath=false",
    "-c", "core.fsmonitor=false", "-c", "status.showUntrackedFiles=all",
    "-c", "diff.ignoreSubmodules=none",
  ]
  private static let complaintBytes = 65_536

  let folder: String
  let environment: [String: String]

  func `in`(_ folder: String) -> Git { Git(folder: folder, environment: environment) }

  /// With more of its environment.
  func with(_ name: String, _ value: String) -> Git {
    Git(folder: folder, environment: environment.merging([name: value]) { $1 })
  }

  /// What it prints, without a line break at the end.
  @discardableResult
  func run(_ arguments: String...) async throws(Failure) -> String { try await run(arguments) }

  @discardableResult
  func run(_ arguments: [String]) async throws(Failure) -> String {
    try await output(of: arguments).text.trimmingCharacters(in: .newlines)
  }

  /// - Parameters:
  ///   - limitBytes: of what it prints; what comes after that is read and dropped.
  ///   - limit: of time; then it is ended. So it is where the caller is cancelled.
  func output(
    of arguments: [String], limitBytes: Int = 1_048_576, limit: Duration = .seconds(120)
  ) async throws(Failure) -> Output {
    let name = arguments.first { !$0.hasPrefix("-") && !$0.contains("=") } ?? ""
    let ended: (isGood: Bool, output: Output, complaint: Output)?
    do {
      ended = try await within(limit, by: ContinuousClock()) {
        try await self.ended(arguments, limitBytes: limitBytes)
      }
    } catch {
      throw Failure(description: "git \(name): \(error)")
    }
    guard let ended else {
      throw Failure(description: "git \(name): not done within \(limit.shown)")
    }
    guard ended.isGood else {
      let lines = ended.complaint.text.split(separator: "\n")
      let words = lines.first { $0.hasPrefix("fatal:") || $0.hasPrefix("error:") } ?? lines.first
      throw Failure(description: "git \(name): \(words ?? "it failed")")
    }
    return ended.output
  }

  private func ended(
    _ arguments: [String], limitBytes: Int
  ) async throws -> (isGood: Bool, output: Output, complaint: Output) {
    var options = PlatformOptions()
    options.createSession = true
    // With what it has started, such as filters.
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500))
    ]
    let result = try await Subprocess.run(
      .name("git"), arguments: Arguments(Self.always + arguments),
      environment: .only(environment), workingDirectory: FilePath(folder), platformOptions: options,
      input: .none, output: .sequence, error: .sequence
    ) { execution in
      async let complaint = Self.beginning(execution.standardError, limitBytes: Self.complaintBytes)
      let output = try await Self.beginning(execution.standardOutput, limitBytes: limitBytes)
      return (output, try await complaint)
    }
    return (result.terminationStatus.isSuccess, result.closureResult.0, result.closureResult.1)
  }

  private static func beginning(
    _ buffers: SubprocessOutputSequence, limitBytes: Int
  ) async throws -> Output {
    var bytes: [UInt8] = []
    var isWhole = true
    for try await buffer in buffers {
      let room = limitBytes - bytes.count
      buffer.bytes.withUnsafeBytes { more in
        bytes += more.prefix(room)
        if more.count > room { isWhole = false }
      }
    }
    return Output(bytes: bytes, isWhole: isWhole)
  }
}
