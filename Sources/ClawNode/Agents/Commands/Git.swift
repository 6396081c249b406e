import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The system's git in one folder: hooks of the user's are not run, and nothing is asked.
struct Git: Sendable {
  /// Why it did not do it, in its words.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let folder: String
  let environment: [String: String]

  func `in`(_ folder: String) -> Git { Git(folder: folder, environment: environment) }

  /// What it prints, without a line break at the end.
  @discardableResult
  func run(_ arguments: String..., limitBytes: Int = 1_048_576) async throws(Failure) -> String {
    try await run(arguments, limitBytes: limitBytes)
  }

  @discardableResult
  func run(
    _ arguments: [String], limitBytes: Int = 1_048_576
  ) async throws(Failure) -> String {
    let ended: (isGood: Bool, output: String, errors: String)
    do {
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments(Self.always + arguments), environment: variables,
        workingDirectory: FilePath(folder), input: .none, output: .string(limit: limitBytes),
        error: .string(limit: 65_536))
      ended = (result.terminationStatus.isSuccess, result.standardOutput, result.standardError)
    } catch {
      throw Failure(description: "git \(arguments[0]): \(error)")
    }
    guard ended.isGood else {
      let words = ended.errors.split(separator: "\n").first.map(String.init)
      throw Failure(description: "git \(arguments[0]): \(words ?? "it failed")")
    }
    return ended.output.trimmingCharacters(in: .newlines)
  }

  /// The beginning of what it prints, and whether there was more.
  func beginning(
    _ arguments: String..., limitBytes: Int
  ) async throws(Failure) -> (text: String, isWhole: Bool) {
    do {
      var bytes: [UInt8] = []
      _ = try await Subprocess.run(
        .name("git"), arguments: Arguments(Self.always + arguments), environment: variables,
        workingDirectory: FilePath(folder), input: .none, output: .sequence, error: .discarded
      ) { execution in
        for try await buffer in execution.standardOutput {
          buffer.bytes.withUnsafeBytes { bytes += $0 }
          if bytes.count > limitBytes { break }
        }
      }
      return (
        String(decoding: bytes.prefix(limitBytes), as: UTF8.self), bytes.count <= limitBytes
      )
    } catch {
      throw Failure(description: "git \(arguments[0]): \(error)")
    }
  }

  private static let always = [
    "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "core.quotePath=false",
  ]

  private var variables: Environment {
    let pairs = environment.compactMap { name, value in
      Environment.Key(rawValue: name).map { ($0, value) }
    }
    return .custom(Dictionary(uniqueKeysWithValues: pairs))
  }
}
