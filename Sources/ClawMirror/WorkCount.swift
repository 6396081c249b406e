import ClawLink
import Foundation

/// Counts what became of a node's tasks, one after the other, the oldest submission first.
struct WorkCount {
  private static let hours = 24
  private static let hour: TimeInterval = 3600

  private struct Outcome {
    var count = 0
    var usage = TokenUsage(input: 0, output: 0)
    var durations: [TimeInterval] = []
  }

  private struct Agent {
    let name: NodeText
    var outcomes = Array(repeating: Outcome(), count: WorkOutcome.allCases.count)
  }

  private let node: NodeName
  private let start: Date
  private let end: Date
  private var agents: [Agent] = []
  /// Where each agent is, by every spelling of its name.
  private var places: [NodeText: Int] = [:]
  private var finishedPerHour: [FinishedHour]

  /// - Parameter start: of what was submitted before, only when it ended is counted.
  init(node: NodeName, since start: Date, at now: Date) {
    self.node = node
    self.start = start
    end = now
    finishedPerHour = (0..<Self.hours).map {
      FinishedHour(start: now - Double(Self.hours - $0) * Self.hour)
    }
  }

  /// When the first of the hours began.
  var firstHour: Date { finishedPerHour[0].start }

  mutating func add(_ item: WorkItem) {
    countHour(of: item)
    guard item.submittedAt >= start else { return }
    let agent = place(of: item.agent)
    count(item, into: &agents[agent].outcomes[item.outcome.rawValue])
  }

  private func count(_ item: WorkItem, into outcome: inout Outcome) {
    outcome.count += 1
    outcome.usage = outcome.usage.adding(item.usage)
    if let duration = item.duration { outcome.durations.append(duration) }
  }

  private mutating func countHour(of item: WorkItem) {
    guard (firstHour...end).contains(item.statusSince) else { return }
    let hours = Int(item.statusSince.timeIntervalSince(firstHour) / Self.hour)
    // What ends just now is in the last one.
    let hour = min(hours, Self.hours - 1)
    switch item.outcome {
    case .completed: finishedPerHour[hour].completed += 1
    case .failed: finishedPerHour[hour].failed += 1
    case .cancelled: finishedPerHour[hour].cancelled += 1
    case .lost, .live: break
    }
  }

  private mutating func place(of name: NodeText) -> Int {
    if let place = places[name] { return place }
    let lowercased = NodeText(name.raw.lowercased())
    let place = places[lowercased] ?? agents.count
    if place == agents.count { agents.append(Agent(name: name)) }
    (places[name], places[lowercased]) = (place, place)
    return place
  }

  var statistics: WorkStatistics {
    WorkStatistics(
      node: node,
      agents: agents.map { agent in
        AgentStatistics(
          node: node, agent: agent.name,
          outcomes: agent.outcomes.map {
            OutcomeStatistics(
              count: $0.count, usage: $0.usage, durations: Durations($0.durations))
          })
      }.sorted { $0.agent.raw < $1.agent.raw },
      finishedPerHour: finishedPerHour)
  }
}
