/// What a terminal starts, and where.
public struct ProgramStart: Sendable {
  /// The program and its arguments; found through `PATH`, as tmux is.
  public var command: [String]
  public var width: Int
  public var height: Int
  /// All that the program finds in its environment, but for what tmux adds: `TERM`, `TMUX`,
  /// `TMUX_PANE`, `PWD` and what a shell sets by itself.
  public var environment: [String: String]
  /// The `TERM` that the program sees. The terminal stays tmux whatever is said here.
  public var terminalType: String
  /// Where the program starts; nil for where the tests run.
  public var directory: String?
  /// Whether a shell with job control is the program's parent. Without one, as under `ssh -t`,
  /// nobody continues a stopped program, and how it ended is not told.
  public var hasShell = true

  /// - Parameters:
  ///   - environment: Added to `PATH`, `LC_ALL=C.UTF-8` and `HOME=/nonexistent`, or in their place.
  public init(
    _ command: [String], width: Int = 80, height: Int = 24, environment: [String: String] = [:],
    terminalType: String = "tmux-256color", directory: String? = nil
  ) {
    self.command = command
    self.width = width
    self.height = height
    self.environment = Self.plainEnvironment.merging(environment) { _, given in given }
    self.terminalType = terminalType
    self.directory = directory
  }

  /// A test never depends on the settings, the home or the language of who runs it.
  private static var plainEnvironment: [String: String] {
    [
      "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin",
      "LC_ALL": "C.UTF-8",
      "HOME": "/nonexistent",
    ]
  }

  /// The arguments of a tmux client in control mode that starts its own server with this program.
  ///
  /// The server ends with its last client (`exit-unattached`), so even tests that crash leave none
  /// behind; it is set last because the server has no client before.
  func tmuxArguments(socket: String) -> [String] {
    let place = directory.map { ["-c", $0] } ?? []
    let commands: [[String]] = [
      ["set-option", "-g", "default-terminal", terminalType],
      ["set-option", "-g", "automatic-rename", "off"],
      ["new-session", "-x", String(width), "-y", String(height)] + place
        + (hasShell ? ["sh", "-c", Self.launcher, "sh"] : []) + command,
      ["set-option", "-s", "exit-unattached", "on"],
    ]
    return ["-S", socket, "-f", "/dev/null", "-u", "-C"]
      + Array(commands.joined(separator: [";"]))
  }

  /// What the title of the terminal starts with once the program has ended; its status follows.
  static let endedTitle = "the program ended with status "

  /// Runs the program as a shell would, in the foreground and in a process group of its own, and
  /// tells how it ended through the terminal's title, which reaches us like all output. (tmux 3.3
  /// at times never learns that a pane's process has ended, so `pane_dead_status` stays empty.)
  /// A hang-up ends the shell too: only then does the system send SIGHUP to the program's group.
  /// The shell's own remarks (`Terminated`) go nowhere; the screen stays as the program left it.
  private static let launcher = """
    trap : INT QUIT TERM; set -m; exec 3>&2 2>/dev/null; "$@" 2>&3 3>&-; \
    printf '\\033]2;\(endedTitle)%d\\033\\\\' $?; \
    trap - INT QUIT TERM; exec tail -f /dev/null
    """
}
