import Foundation
import TestSupport
import Testing

/// A board in a terminal of its own, which is killed; the screen stays as it left it.
struct DoomedBoard {
  let terminal: TmuxTerminal
  let processId: Int32

  init(_ options: [String]) async throws {
    // A shell says what the program's process will be, and becomes it.
    let shell = ["sh", "-c", #"echo "process $$ begins"; exec "$0" "$@""#, Program.path]
    var start = Program.start(options)
    start.command = shell + options
    (start.width, start.height) = (120, 40)
    terminal = try await TmuxTerminal(start)
    do {
      try await terminal.waitForOutput("the number of its process") { Self.process(in: $0) != nil }
      // Whatever number stands in for none would kill others.
      processId = try #require(Self.process(in: await terminal.output()))
    } catch {
      await terminal.close()
      throw error
    }
  }

  private static func process(in output: [UInt8]) -> Int32? {
    let text = String(decoding: output, as: UTF8.self)
    return text.firstMatch(of: #/process (\d+) begins/#).flatMap { Int32($0.1) }
  }

  /// Returns once it shows a task.
  func showsTask() async throws {
    try await terminal.waitFor("a card") { !Self.cards(on: $0).isEmpty }
  }

  func kill() { Foundation.kill(processId, SIGKILL) }

  /// What it left when it was killed.
  func lastScreen() async throws -> String {
    _ = try await terminal.exitStatus()
    let screen = try await terminal.screen()
    await terminal.close()
    return screen
  }

  /// The short ids on the cards of a screen.
  static func cards(on screen: String) -> Set<String> {
    Set(screen.matches(of: #/[○◔●◆✓✗⊘] ([0-9a-f]{4})\b/#).map { String($0.1) })
  }
}
