import ArgumentParser
import ClawLink
import Testing

@testable import ClawBoardCLI

struct CommandLineTests {
  @Test func `without a command it is the board on the default node`() throws {
    let command = try #require(try Clawboard.parseAsRoot([]) as? BoardCommand)
    let configuration = try command.node.choice(environment: noSettings).node().configuration
    #expect(configuration.baseUrl.url == "http://localhost:8000")
    #expect(configuration.pollIntervalMs == 1000)
    #expect(configuration.timeoutMs == 30_000)
    #expect(configuration.userId == nil)
  }

  @Test func `the common flags are those of the configuration`() throws {
    let arguments = [
      "--url", "https://node.example/prefix/", "--user-id", "ann", "--device-id", "laptop",
      "--poll-interval-ms", "250", "--timeout-ms", "5000",
    ]
    for command in [["ls"], ["board"], []] {
      let parsed = try Clawboard.parseAsRoot(command + arguments)
      let node = try #require((parsed as? ListCommand)?.node ?? (parsed as? BoardCommand)?.node)
      let configuration = try node.choice(environment: noSettings).node().configuration
      #expect(configuration.baseUrl.url == "https://node.example/prefix")
      #expect(configuration.userId == "ann")
      #expect(configuration.deviceId == "laptop")
      #expect(configuration.pollIntervalMs == 250)
      #expect(configuration.timeoutMs == 5000)
    }
  }

  @Test(arguments: [
    ["node", "--port", "70000"], ["node", "--slots", "0"], ["submit", "--agent", "demo"],
    ["submit", "prompt", "--file", "f"], ["submit", "--batch", "f", "--follow"],
    ["submit", "prompt", "--timeout", "5m"], ["submit", "prompt", "--wait", "--timeout", "5"],
    ["show", "7f3a", "--raw"], ["show", "7f3a", "--json", "--result"],
    ["show", "7f3a", "--prompt", "--result"], ["wait", "--timeout", "soon"],
    ["purge", "--yes"], ["audit", "--limit", "0"], ["audit", "--type", "task.done"],
    ["status", "--since", "1d"], ["status", "--line", "--json"], ["agent"], ["agent", "--message"],
    ["--nope"], ["nope"],
    ["--poll-interval-ms", "soon"],
    ["node", "--host", "0.0.0.0"],
    ["node", "--host", "0.0.0.0", "--no-tls", "--anonymous", "full"],
    ["node", "--tls-cert", "c.pem"], ["node", "--max-waiting", "0"], ["node", "--log-level", "x"],
    ["node", "--default-role", "king"], ["node", "role", "grant", "ann", "king"],
    ["node", "role", "grant"], ["node", "token", "add"],
  ])
  func `unusable arguments are a usage error`(arguments: [String]) {
    #expect {
      _ = try Clawboard.parseAsRoot(arguments)
    } throws: { error in
      Clawboard.exitCode(for: error).rawValue == ExitStatus.usage.rawValue
    }
  }

  @Test func `every command has an example in its help, which fits 80 columns`() {
    var commands: [any ParsableCommand.Type] = Clawboard.configuration.subcommands
    while let command = commands.popLast() {
      commands += command.configuration.subcommands
      let help = Clawboard.helpMessage(for: command, columns: 80)
      #expect(help.contains("Example: "), "\(command)")
      for line in help.split(separator: "\n") { #expect(line.count <= 80, "\(command): \(line)") }
    }
  }
}
