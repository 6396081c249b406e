import ClawLink
import ClawMirror

/// What `clawboard demo` gives its node to do: a handful of tasks, one after the other, that end in
/// every way there is.
struct DemoWorkload: Sendable {
  private struct Step: Sendable {
    /// Seconds after the step before.
    let pause: Double
    let title: String
    let prompt: String
    /// Seconds after which the task is cancelled.
    var cancelledAfter: Double?
  }

  private static let steps = [
    Step(pause: 0, title: "Add login throttling", prompt: "Limit logins to five a minute, for 22s"),
    Step(pause: 0.5, title: "Fix flaky auth test", prompt: "Find out why it is flaky, for 12s"),
    Step(pause: 0.5, title: "Auth docs pass", prompt: "Bring the auth docs up to date, for 30s"),
    Step(
      pause: 0.5, title: "Migrate the schema",
      prompt: "Write the migration; wait for a test machine, for 24s"),
    Step(
      pause: 2, title: "Upgrade the TLS library",
      prompt: "Upgrade it and fail, to show what a failure looks like, for 10s"),
    Step(
      pause: 3, title: "Rewrite everything", prompt: "Rewrite it all in one go, for 60s",
      cancelledAfter: 7),
    Step(pause: 5, title: "Review the API design", prompt: "Look for gaps and errors, for 18s"),
    Step(pause: 6, title: "Profile the start-up", prompt: "Where do the first 30 ms go? for 40s"),
    Step(pause: 8, title: "Add a metrics endpoint", prompt: "Counters and a histogram, for 25s"),
    Step(pause: 8, title: "Sort the imports", prompt: "All of them, for 8s"),
  ]

  let mirror: NodeMirror

  /// Runs to the end of the list, or until it is cancelled. A step that fails is left out: the
  /// board says why.
  func run() async {
    await withDiscardingTaskGroup { group in
      for step in Self.steps {
        guard (try? await Task.sleep(for: .seconds(step.pause))) != nil else { return }
        let request = TaskSubmitRequest(
          agentId: "demo", description: step.title, input: step.prompt)
        guard let record = try? await mirror.submit(request) else { continue }
        guard let delay = step.cancelledAfter else { continue }
        group.addTask {
          guard (try? await Task.sleep(for: .seconds(delay))) != nil else { return }
          _ = try? await mirror.cancel(record.key.id)
        }
      }
    }
  }
}
