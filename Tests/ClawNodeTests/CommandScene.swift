import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

/// A node with one agent, `script`, that runs a shell script.
struct CommandScene {
  let folder: String
  let engine: TaskEngine
  /// Of somebody who may give it work.
  let caller: Caller

  var folders: CommandFolders { CommandFolders(store: folder + "/store") }

  /// Changes to settings.
  typealias Change = @Sendable (inout CommandSettings) throws -> Void

  static let asks: Change = { $0.asks = true }
  static func environment(_ allowed: String...) -> Change { { $0.environment = allowed } }

  /// - Parameters:
  ///   - script: what the program does, as `sh` reads it.
  ///   - settings: what its settings say besides.
  static func use(
    _ script: String,
    settings change: Change = { _ in },
    _ body: (CommandScene) async throws -> Void
  ) async throws {
    try await TemporaryFolder.use { folder in
      let place = folder.path + "/place"
      try FileManager.default.createDirectory(
        atPath: place, withIntermediateDirectories: true)
      let program = folder.path + "/script"
      try write("#!/bin/sh\n" + script, to: program)
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
      var settings = CommandSettings(
        name: "script", run: try CommandWords([program]), folder: place)
      try change(&settings)
      let store = try NodeStore()
      let scene = CommandScene(
        folder: folder.path,
        engine: try TaskEngine(
          agents: [agent(settings, in: folder.path)], store: store),
        caller: Caller(token: try store.addToken(for: NodeText("ann"))))
      try await body(scene)
      await scene.engine.shutDown(patience: .seconds(10))
    }
  }

  private static func agent(_ settings: CommandSettings, in folder: String) -> CommandAgent {
    let environment = ProcessInfo.processInfo.environment.merging(["SECRET": "hidden"]) { $1 }
    return CommandAgent(
      settings,
      environment: CommandEnvironment(allowing: settings.environment, of: environment),
      in: CommandFolders(store: folder + "/store"))
  }

  static func write(_ text: String, to path: String) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  func submit(_ prompt: String = "work", context: [String: JSONValue] = [:]) async throws -> TaskID
  {
    try await engine.submit(
      agentType: NodeText("script"), job: AgentJob(prompt: NodeText(prompt), context: context),
      caller: caller
    ).id
  }

  /// How a task ends.
  func outcome(
    of prompt: String = "work", context: [String: JSONValue] = [:]
  ) async throws -> TaskState {
    try await engine.finalState(of: submit(prompt, context: context))
  }

  /// The state of a task once it is as wanted.
  @discardableResult
  func state(
    of id: TaskID, _ isWanted: (TaskState) throws -> Bool
  ) async throws -> TaskState {
    while true {
      let state = try await engine.state(of: id)
      if try isWanted(state) { return state }
      try #require(!state.status.isFinal, "\(state)")
      await Task.yield()
    }
  }

  /// What a program has written to a file of its folder, once it has.
  func written(_ name: String) async throws -> String {
    while true {
      let text = try? String(contentsOfFile: folder + "/place/" + name, encoding: .utf8)
      if let text, text.hasSuffix("\n") { return String(text.dropLast()) }
      try Task.checkCancellation()
      await Task.yield()
    }
  }
}
