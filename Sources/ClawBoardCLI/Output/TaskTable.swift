import ClawLink
import ClawMirror
import Foundation

/// Tasks as people read them.
enum TaskTable {
  /// - Parameter hasNodes: whether the node is said.
  static func lines(
    _ tasks: [TaskView], hasNodes: Bool, width: Int? = Output.width, at now: Date = Date()
  ) -> [String] {
    guard let width else { return tasks.map(line) }
    var table = Table([
      Table.Column(title: "ID"), Table.Column(title: "STATE"),
      Table.Column(title: "AGENT", least: 4, rank: 3),
      Table.Column(title: "NODE", least: 8, rank: 2, isHidden: !hasNodes),
      Table.Column(title: "AGE", isRight: true, rank: 4),
      Table.Column(title: "TASK", least: 10, rank: 1),
      Table.Column(title: "NOTE", least: 10, rank: 5),
    ])
    for task in tasks {
      let record = task.record
      let marks = record.marks(on: task.node, at: now).filter { $0 != .lost }.map(\.name)
      let progress = record.isLive ? record.progress.map { "\($0)%" } : nil
      let notes =
        marks + [progress, record.shownNews.isEmpty ? nil : record.shownNews].compactMap(\.self)
      table.add([
        record.key.id.abbreviated, record.shownState, record.agent.shown(upTo: 40),
        record.key.node.text, Duration.coarse(since: record.submittedAt, at: now),
        record.shownTitle, notes.joined(separator: ", "),
      ])
    }
    return table.lines(width: width)
  }

  /// One task for other programs: the whole id, the state, the agent, the node, when it was
  /// submitted, what it is about, what is last known, with tabs between.
  static func line(_ task: TaskView) -> String {
    let record = task.record
    return [
      record.key.id.text.shown, record.shownState, record.agent.shown(upTo: 40),
      record.key.node.text, record.submittedAt.formatted(.iso8601), record.shownTitle,
      record.shownNews,
    ].joined(separator: "\t")
  }
}
