import ArgumentParser
import ClawBoard
import ClawMirror
import Foundation

/// How the board looks.
struct LookOptions: ParsableArguments {
  @Option(
    help: """
      The theme: \(ThemeLibrary.builtIn.names.joined(separator: ", ")), or one of your own.
      """)
  var theme: String?

  /// - Parameters:
  ///   - filter: what `--filter` says.
  ///   - settingsPath: where the settings are, or would be; `nil` for a board that has none.
  func source(
    filter: TaskFilter? = nil, settingsPath: GivenValue? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> LookSource {
    LookSource(
      theme: theme, filter: filter, environment: environment, settingsPath: settingsPath)
  }
}
