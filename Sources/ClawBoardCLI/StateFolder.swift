import Foundation

/// Where this user's programs keep what they must not lose.
enum StateFolder {
  /// `$XDG_STATE_HOME/clawboard`, by default `~/.local/state/clawboard`.
  static var path: String {
    let given = ProcessInfo.processInfo.environment["XDG_STATE_HOME"]
    let state =
      given.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory() + "/.local/state"
    return state + "/clawboard"
  }

  /// On a disk of this machine, for when the other is not: `/var/tmp/clawboard-<user id>`.
  static var localPath: String { "/var/tmp/clawboard-\(geteuid())" }
}
