import ArgumentParser
import Testing

@testable import ClawBoardCLI

/// Settings of three nodes.
let threeNodes = """
  nodes:
  - {name: prod, baseUrl: "http://127.0.0.2:8000", userId: ann, pollIntervalMs: 250}
  - {name: stage, baseUrl: "http://127.0.0.3:8000/", readOnly: true}
  - {name: lab, baseUrl: "https://lab.example", requestsPerSecond: 7}

  """

/// Runs `body` with what flags, settings and variables choose.
///
/// - Parameter url: of `CLAWBOARD_BASE_URL`.
func choose<Value>(
  _ arguments: [String] = [], settings: String = threeNodes, url: String? = nil,
  _ environment: [String: String] = [:], _ body: (NodeChoice) throws -> Value
) throws -> Value {
  try withSettings(settings) { path in
    let command = try Clawboard.parseAsRoot(["ls", "--config", path] + arguments)
    let list = try #require(command as? ListCommand)
    return try body(
      list.node.choice(
        environment: environment.merging(url.map { ["CLAWBOARD_BASE_URL": $0] } ?? [:]) { $1 }))
  }
}

/// What is said of flags and variables that cannot be used.
func refusal(_ environment: [String: String], _ arguments: String...) throws -> String {
  let failure = try #require(throws: CommandFailure.self) {
    try choose(arguments, environment) { _ = try $0.nodes() }
  }
  #expect(failure.status == .usage)
  #expect(!failure.message.contains("\n"))
  return failure.message
}
