import Foundation
import TestSupport

/// Submits tasks and cancels them, one command after the other, and remembers what each has said.
struct CommandStream: Sendable {
  /// The prompts of tasks, by the ids that were printed.
  private(set) var printed: [String: String] = [:]
  /// The prompts of submissions that were killed before they had said anything.
  private(set) var unanswered: Set<String> = []
  /// Tasks whose cancel was said to be done.
  private(set) var cancelled: Set<String> = []
  private(set) var problems: [String] = []
  private let name: String
  private let options: [String]
  private var number = 0
  private var open: [String] = []
  private var random: SeededNumbers

  /// - Parameters:
  ///   - name: what no other stream is called.
  ///   - options: those of all its commands.
  init(_ name: String, seed: UInt64, options: [String]) {
    self.name = name
    self.options = options
    random = SeededNumbers(seed: seed)
  }

  /// Goes on until the commands are killed, or one ends as it should not.
  ///
  /// - Parameter printed: called when one has printed something.
  mutating func work(among programs: DoomedPrograms, whenOnePrints printed: () -> Void) async {
    do {
      while try await act(among: programs, printed), problems.isEmpty {}
    } catch {
      problems.append("no command can be run: \(error)")
    }
  }

  private mutating func act(
    among programs: DoomedPrograms, _ printed: () -> Void
  ) async throws -> Bool {
    if Int.random(in: 0..<5, using: &random) < 2, let id = open.randomElement(using: &random) {
      guard let program = try await programs.start(["cancel", id, "--yes"] + options) else {
        return false
      }
      take(await program.outcome(whenItPrints: { _ in printed() }), ofCancelling: id)
    } else {
      number += 1
      let prompt = "Task \(name)\(number) for 2s"
      let command = ["submit", "--agent", "demo", prompt]
      guard let program = try await programs.start(command + options) else { return false }
      take(await program.outcome(whenItPrints: { _ in printed() }), ofSubmitting: prompt)
    }
    return true
  }

  private mutating func take(_ outcome: Program.Outcome, ofSubmitting prompt: String) {
    check(outcome, statuses: [0])
    guard let line = outcome.output.lines.first else {
      unanswered.insert(prompt)
      return
    }
    printed[line] = prompt
    open.append(line)
  }

  /// One that has ended already cannot be cancelled: status 2.
  private mutating func take(_ outcome: Program.Outcome, ofCancelling id: String) {
    check(outcome, statuses: [0, 2])
    if outcome.output.contains(": cancelled\n") { cancelled.insert(id) }
    if outcome.status != RunningProgram.killed { open.removeAll { $0 == id } }
  }

  private mutating func check(_ outcome: Program.Outcome, statuses: [Int32]) {
    if outcome.status == RunningProgram.killed { return }
    if !statuses.contains(outcome.status) || outcome.complaint.contains("ledger") {
      problems.append("a command ended so: \(outcome)")
    }
  }
}

extension String {
  /// Its whole lines.
  var lines: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }
}
