import ClawLink
import Foundation

/// What a program is told by its environment: of the node's own only what is allowed.
public struct CommandEnvironment: Sendable {
  /// What every program gets where the node has it, and all that begins with `LC_`.
  public static let always = [
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ", "TMPDIR",
  ]
  /// A longer context is in its file alone: the system takes no larger variable.
  private static let contextBytes = 98_304

  private let values: [String: String]
  /// Names that were allowed and that the node does not have.
  public let missing: [String]

  /// - Parameters:
  ///   - allowed: as ``CommandSettings/environment``.
  ///   - own: the node's environment.
  public init(allowing allowed: [String], of own: [String: String]) {
    var values = own.filter { Self.always.contains($0.key) || $0.key.hasPrefix("LC_") }
    // What it prints is read by us, not by a terminal.
    (values["TERM"], values["NO_COLOR"]) = ("dumb", "1")
    var missing: [String] = []
    for entry in allowed {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      if parts.count == 2 {
        values[name] = String(parts[1])
      } else if let value = own[name] {
        values[name] = value
      } else {
        missing.append(name)
      }
    }
    self.values = values
    self.missing = missing
  }

  /// Where programs are looked for.
  var path: String { values["PATH"] ?? "/usr/local/bin:/usr/bin:/bin" }

  /// The variables for work on one task.
  func values(
    for job: AgentJob, task: TaskID, agent: String, files: CommandFiles
  ) -> [String: String] {
    var values = values
    values["CLAWBOARD_TASK"] = task.text.raw
    values["CLAWBOARD_AGENT"] = agent
    values["CLAWBOARD_PROMPT_FILE"] = files.prompt
    values["CLAWBOARD_CONTEXT_FILE"] = files.context
    let context = String(decoding: job.context.stored, as: UTF8.self)
    if context.utf8.count <= Self.contextBytes { values["CLAWBOARD_CONTEXT"] = context }
    return values
  }

  /// The variables for git, whose answers we read.
  var forGit: [String: String] {
    values.filter { !$0.key.hasPrefix("GIT_") && !$0.key.hasPrefix("LC_") }
      .merging(["LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"]) { $1 }
  }
}
