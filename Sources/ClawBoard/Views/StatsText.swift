import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// What became of tasks in the last 24 hours: numbers first, then their picture.
struct StatsText {
  /// From how many cells on an agent has a line for each outcome.
  private static let wide = 100
  private static let barWidth = 8

  let model: Model
  let glyphs: Glyphs
  let width: Int

  private var statistics: [WorkStatistics] {
    model.nodeRecords.compactMap { model.paneData.day[$0.name]?.statistics }
  }

  func content() -> PaneContent {
    var content = PaneContent()
    for node in model.nodeRecords {
      guard let fault = model.paneData.day[node.name]?.fault else { continue }
      content.add(words: "\(node.name): not counted: \(fault)", width: width, .error)
    }
    guard !statistics.isEmpty else {
      if content.lines.isEmpty { content.add(words: "The tasks are being counted.", width: width) }
      return content
    }
    let agents = statistics.flatMap(\.agents)
    let hours = Hours(statistics.map(\.finishedPerHour))
    guard !agents.isEmpty || hours.total.ended > 0 else {
      content.add(
        words: "Nothing ended and nothing was submitted in the last 24 hours: "
          + "\(model.key(.newTask, in: .stats)) writes a task.",
        width: width)
      return content
    }
    content.lines += head(hours)
    content.lines += table(agents)
    return content
  }

  // MARK: By hour

  private func head(_ hours: Hours) -> [Line] {
    let total = hours.total
    let words =
      "Last 24 hours: \(total.ended) ended, \(total.completed) completed, "
      + "\(total.failed) failed, \(total.cancelled) cancelled; last hour \(hours.last)"
    let plot = Plot(values: hours.ended.map { .number(Double($0)) })
    let sign = glyphs.steps[glyphs.steps.count - 1]
    let scale = "\(sign) \(Int(plot.top ?? 0))"
    var line = Line("per hour ", .muted)
    line.add(plot.text(width: width - 10 - scale.cellWidth, glyphs), .plot)
    line.add(" \(scale)", .muted)
    return Line.wrapped(words, to: width, .strong) + [line]
  }

  // MARK: By agent

  private func table(_ agents: [AgentStatistics]) -> [Line] {
    guard !agents.isEmpty else {
      return Line.wrapped("None of them was submitted in that time.", to: width, .muted)
    }
    var table = ListTable(Self.columns)
    let most = agents.map { $0[.completed].count }.max() ?? 0
    for agent in agents { table.add(cells(agent, most: most)) }
    let lines = table.lines(width: width, glyphs)
    let title = "Of those submitted in that time; how long the completed ones took:"
    return Line.wrapped(title, to: width, .muted) + [table.head(width: width, glyphs)]
      + zip(lines, agents).flatMap { line, agent in [line] + outcomes(agent) }
  }

  private static let columns = [
    ListTable.Column(title: "AGENT", least: 6),
    ListTable.Column(title: "NODE", rank: 6, least: 6),
    ListTable.Column(title: "DONE", isRight: true), ListTable.Column(rank: 9),
    ListTable.Column(title: "FAIL", isRight: true, rank: 1),
    ListTable.Column(title: "CANC", isRight: true, rank: 5),
    ListTable.Column(title: "LOST", isRight: true, rank: 7),
    ListTable.Column(title: "LIVE", isRight: true, rank: 4),
    ListTable.Column(title: "MEDIAN", isRight: true, rank: 2),
    ListTable.Column(title: "P90", isRight: true, rank: 3),
    ListTable.Column(title: "TOK IN", isRight: true, rank: 8),
    ListTable.Column(title: "OUT", isRight: true, rank: 8),
  ]

  private func cells(_ agent: AgentStatistics, most: Int) -> [Line] {
    func count(_ outcome: WorkOutcome, _ role: Role) -> Line {
      let count = agent[outcome].count
      return Line(String(count), count == 0 ? .muted : role)
    }
    let done = agent[.completed]
    return [
      Line(agent.agent.shown(upTo: 30), .strong),
      model.hasSeveralNodes ? Line(agent.node.text, .muted) : .empty,
      count(.completed, .completed),
      Line(Plot.bar(done.count, of: most, width: Self.barWidth, glyphs), .plot),
      count(.failed, .failed), count(.cancelled, .cancelled), count(.lost, .warning),
      count(.live, .running), duration(done, 0.5), duration(done, 0.9),
      tokens(agent.usage.input, of: agent), tokens(agent.usage.output, of: agent),
    ]
  }

  private func duration(_ outcome: OutcomeStatistics, _ share: Double) -> Line {
    outcome.durations.quantile(share).map { Line(Ages.duration($0)) }
      ?? Line(glyphs.noCount, .muted)
  }

  /// How long each outcome took and what it cost, where there is room for it.
  private func outcomes(_ agent: AgentStatistics) -> [Line] {
    guard width >= Self.wide else { return [] }
    let outcomes: [(WorkOutcome, String)] = [
      (.completed, "completed"), (.failed, "failed"), (.cancelled, "cancelled"),
    ]
    return outcomes.compactMap { outcome, name in
      let tasks = agent[outcome]
      guard tasks.count > 0, let median = tasks.durations.quantile(0.5),
        let p90 = tasks.durations.quantile(0.9)
      else { return nil }
      var line = Line("  \(name)  ".padded(to: 14), .muted)
      line.add("median \(Ages.duration(median)), p90 \(Ages.duration(p90))")
      if tasks.usage != TokenUsage(input: 0, output: 0) {
        let (read, written) = (Self.short(tasks.usage.input), Self.short(tasks.usage.output))
        line.add("; \(read) tokens in, \(written) out", .muted)
      }
      return line.clipped(to: width, ellipsis: glyphs.ellipsis)
    }
  }

  /// `950`, `1.2k`, `34k`, `5.6M`.
  /// None were said of any task: that is not nought.
  private func tokens(_ count: Int, of agent: AgentStatistics) -> Line {
    let isKnown = agent.usage != TokenUsage(input: 0, output: 0)
    return Line(isKnown ? Self.short(count) : glyphs.noCount, .muted)
  }

  static func short(_ number: Int) -> String {
    let units = [(1e9, "G"), (1e6, "M"), (1e3, "k")]
    let value = Double(number)
    guard let (unit, name) = units.first(where: { value >= $0.0 }) else { return String(number) }
    let tenths = Int((value / unit * 10).rounded(.down))
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10)\(name)" : "\(tenths / 10)\(name)"
  }
}

/// What ended in each hour, on all nodes together.
private struct Hours {
  struct Total {
    var completed = 0
    var failed = 0
    var cancelled = 0

    var ended: Int { completed + failed + cancelled }
  }

  private(set) var ended: [Int] = []
  private(set) var total = Total()

  init(_ nodes: [[FinishedHour]]) {
    ended = Array(repeating: 0, count: nodes.map(\.count).max() ?? 0)
    for (index, hour) in nodes.flatMap({ $0.enumerated() }) {
      ended[index] += hour.completed + hour.failed + hour.cancelled
      total.completed += hour.completed
      total.failed += hour.failed
      total.cancelled += hour.cancelled
    }
  }

  var last: Int { ended.last ?? 0 }
}
