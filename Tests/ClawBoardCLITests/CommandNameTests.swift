import ArgumentParser
import Testing

@testable import ClawBoardCLI

@Suite struct CommandNameTests {
  private static func all(below command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    [command] + command.configuration.subcommands.flatMap { all(below: $0) }
  }

  /// A name that is made of a type's costs milliseconds at every start, whatever the command.
  @Test func `every command says its name`() {
    let commands = Self.all(below: Clawboard.self)
    #expect(commands.count > 25)
    #expect(commands.filter { $0.configuration.commandName == nil }.map { "\($0)" } == [])
  }
}
