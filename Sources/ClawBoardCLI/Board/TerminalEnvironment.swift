import ClawBoard
import ClawTerminal
import Foundation

/// What the environment says about the terminal.
struct TerminalEnvironment: Sendable {
  let type: String
  let escapeDelayMs: Int
  /// The themes that there are.
  let themes: ThemeLibrary
  private let theme: String?
  private let wantsNoColor: Bool

  /// - Parameter theme: the theme that was asked for by name.
  init(
    theme: String?, themes: ThemeLibrary = .builtIn,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    type = environment["TERM"] ?? ""
    self.themes = themes
    self.theme = theme
    wantsNoColor = !(environment["NO_COLOR"] ?? "").isEmpty
    // Over SSH the bytes of one key may come apart.
    let isRemote = environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil
    escapeDelayMs = environment["ESCDELAY"].flatMap { Int($0) } ?? (isRemote ? 100 : 25)
  }

  func theme(hasColors: Bool) -> Theme {
    let name = theme ?? (hasColors && !wantsNoColor ? "terminal" : "mono")
    return themes[name] ?? Theme(name: name, styles: [:])
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
