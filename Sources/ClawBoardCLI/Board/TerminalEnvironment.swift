import ClawTerminal
import Foundation

/// What the environment says about the terminal.
struct TerminalEnvironment: Sendable {
  let type: String
  let escapeDelayMs: Int
  let multiplexer: Multiplexer?
  private let wantsNoColor: Bool

  init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
    type = environment["TERM"] ?? ""
    multiplexer = Multiplexer(environment)
    wantsNoColor = !(environment["NO_COLOR"] ?? "").isEmpty
    // Over SSH the bytes of one key may come apart.
    let isRemote = environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil
    escapeDelayMs = environment["ESCDELAY"].flatMap { Int($0) } ?? (isRemote ? 100 : 25)
  }

  /// The theme that counts where none is asked for.
  func theme(hasColors: Bool) -> String {
    hasColors && !wantsNoColor ? "terminal" : "mono"
  }

  /// Opens the terminal, or says why there is none.
  @MainActor
  func open() throws(CommandFailure) -> NcursesScreen {
    if type == "dumb" {
      throw CommandFailure(
        .usage, "a dumb terminal cannot show the board: use 'clawboard ls', or set TERM")
    }
    do {
      return try NcursesScreen(type: type, escapeDelayMs: escapeDelayMs)
    } catch .notATerminal {
      throw CommandFailure(
        .usage,
        "the board needs a terminal on standard input and output: "
          + "run it in one, or use 'clawboard ls'")
    } catch {
      throw CommandFailure(
        .usage, "the terminal type '\(type)' is not known here: set TERM to one that is")
    }
  }
}
