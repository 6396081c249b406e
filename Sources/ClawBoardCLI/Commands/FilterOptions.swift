import ArgumentParser
import ClawLink
import ClawMirror

/// Which tasks, in the language that the board speaks as well.
struct FilterOptions: ParsableArguments {
  static let title = "Which tasks"

  @Option(
    help: "Which tasks, as agent:claude state:running !mark:lost age>1h meta.project:x who:me.")
  var filter: String?

  @Option(help: "The same as --filter state:…: running, failed, live, ended and others.")
  var state: String?

  @Option(help: "The same as --filter mark:…: lost, stale, working, unreadable and others.")
  var mark: String?

  /// Whether any were named.
  var isGiven: Bool { filter != nil || state != nil || mark != nil }

  /// All that was given together; nothing is every task.
  ///
  /// - Parameter saved: the settings' filters by their names.
  func read(saved: [String: String]) throws(CommandFailure) -> TaskFilter {
    let parts = [
      ("--filter", filter), ("--state", state.map { "state:\($0)" }),
      ("--mark", mark.map { "mark:\($0)" }),
    ]
    for case (let flag, let text?) in parts { _ = try filter(text, of: flag, saved) }
    return try filter(parts.compactMap(\.1).joined(separator: " "), of: "--filter", saved)
  }

  /// The same for a command that changes what is meant: of an unset variable in a script nothing is
  /// left, and nothing is everything.
  func readSome(saved: [String: String]) throws(CommandFailure) -> TaskFilter {
    let filter = try read(saved: saved)
    guard isGiven, filter.isEmpty else { return filter }
    throw CommandFailure(.usage, "--filter: it is empty, which means every task: say which")
  }

  private func filter(
    _ text: String, of flag: String, _ saved: [String: String]
  ) throws(CommandFailure) -> TaskFilter {
    do {
      return try TaskFilter(text, saved: saved)
    } catch {
      throw CommandFailure(.usage, "\(flag): \(error)")
    }
  }
}

extension TimeSpan {
  /// The value of an option.
  static func read(_ text: String) throws -> TimeSpan {
    guard let span = TimeSpan(text) else {
      throw ValidationError("'\(NodeText(text).shown(upTo: 40))' is no length of time: \(hint)")
    }
    return span
  }
}
