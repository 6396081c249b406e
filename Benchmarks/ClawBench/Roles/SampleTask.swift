import ClawLink

/// What somebody wants done: neighbours on a board read differently, as they do there.
enum SampleTask {
  // A number of them that no mix of states repeats with.
  private static let titles = [
    "Add login throttling", "Fix the flaky auth test", "Upgrade TLS", "Write the changelog",
    "Find out why the nightly build is slow", "Rename the keys of the settings",
    "Document the export format", "Remove the old importer", "Retry webhooks with a back-off",
    "Index the audit table", "Show who changed a price last",
  ]

  private static let agents = ["claude", "ollama", "goose"]

  static func request(_ number: Int) -> TaskSubmitRequest {
    let title = titles[number % titles.count]
    return TaskSubmitRequest(
      description: "\(title) \(number)",
      input: """
        \(title), with tests and a note in the changelog.

        Begin with the smallest change that works, and say what is left to be done.
        """)
  }

  static func agent(_ number: Int) -> String { agents[number % agents.count] }
}
