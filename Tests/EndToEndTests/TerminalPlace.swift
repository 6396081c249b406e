import Foundation
import TestSupport

/// What the board's terminal is.
enum TerminalPlace {
  /// No tmux, as far as the board can know.
  case plain
  case tmux
  /// A tmux with these settings inside of the terminal: what it passes on is what the terminal gets.
  case innerTmux([String])

  /// The same program, started there; it ends with the terminal.
  func start(_ program: ProgramStart, _ folder: String) throws -> ProgramStart {
    var start = program
    switch self {
    case .tmux: return start
    case .plain: start.command = ["env", "-u", "TMUX"] + program.command
    case .innerTmux(let settings):
      let lines = ["set -s exit-unattached on", "set -g default-terminal tmux-256color"] + settings
      let file = folder + "/tmux.conf"
      try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
      start.command =
        ["env", "-u", "TMUX", "tmux", "-S", folder + "/tmux", "-f", file, "new-session"]
        + program.command
    }
    start.terminalType = "xterm-256color"
    return start
  }
}

extension TmuxTerminal {
  /// Waits until the program has written this.
  func waitForOutput(_ bytes: String) async throws {
    try await waitForOutput("the bytes \(bytes.debugDescription)") { output in
      String(decoding: output, as: UTF8.self).contains(bytes)
    }
  }
}
