import Foundation
import TestSupport

/// A repository, a program that works in checkouts of it, settings that say so, and a state folder in
/// which clients find the token of the node.
struct WorkPlace {
  let path: String

  var repository: String { path + "/repository" }
  var state: String { path + "/state" }
  /// Where clients of the same user look for the node's token.
  var store: String { state + "/clawboard/node" }
  var config: String { path + "/config.yaml" }

  /// - Parameters:
  ///   - script: what the agent `script` runs, as `sh` reads it.
  ///   - settings: more of its entry in the settings, such as `asks: true`.
  static func use(
    _ script: String, settings: String = "", _ body: (WorkPlace) async throws -> Void
  ) async throws {
    try await TemporaryFolder.use { folder in
      let place = WorkPlace(path: folder.path)
      try FileManager.default.createDirectory(
        atPath: place.repository, withIntermediateDirectories: true)
      try place.write("#!/bin/sh\n" + script, to: "script")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o700], ofItemAtPath: place.path + "/script")
      try place.write("The colour of the sky\nis blue.\n", to: "repository/sky.txt")
      try place.git("init", "--quiet", "--initial-branch", "main")
      try place.git("add", ".")
      try place.git(
        "-c", "user.name=ann", "-c", "user.email=ann@example.org", "commit", "--quiet", "-m", "one")
      let more = settings.isEmpty ? "" : ", " + settings
      try place.write(
        "agents:\n- {name: script, run: \"\(place.path)/script\", folder: repository\(more)}\n",
        to: "config.yaml")
      try await body(place)
    }
  }

  func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + file))
  }

  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", repository] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: said, as: UTF8.self)
  }

  /// Runs a command of ours against a node.
  func run(_ arguments: String..., on url: String) async throws -> Program.Outcome {
    try await Program.run(arguments + ["--url", url], state: state)
  }

  /// The text of a file below, once a program has written a whole line.
  func line(of file: String) async throws -> String {
    while true {
      let text = try? String(contentsOfFile: path + "/" + file, encoding: .utf8)
      if let text, text.hasSuffix("\n") { return String(text.dropLast()) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
