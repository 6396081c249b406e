import ClawLink
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// What goes into the stream, and what of it is kept.
struct StreamLogTests {
  private static let key = SampleBoard.key("aaaa-1")

  /// Knows of `history` and was told of more than that.
  private func record(lines: Int) -> TaskRecord {
    var record = SampleBoard().task("aaaa-1", .running)
    for line in record.historyCount..<max(record.historyCount, lines) {
      record.note(
        .said(NodeText("line \(line)"), progress: nil),
        at: SampleBoard.start.addingTimeInterval(Double(line)))
    }
    return record
  }

  private func texts(_ log: StreamLog) -> [String] {
    log.entries.map { entry in
      switch entry.event {
      case .task(_, .said(let text, _)): text?.shown ?? ""
      case .task(_, let event): "\(event)"
      case .unseen(_, let count): "unseen \(count)"
      case .silence, .restart, .earlier: "\(entry.event)"
      }
    }
  }

  @Test func `only what is new of a record is taken in`() {
    var log = StreamLog()
    log.append([(record(lines: 10), nil)])
    #expect(log.end == 10)
    log.append([(record(lines: 13), 10)])
    #expect(texts(log).suffix(3) == ["line 10", "line 11", "line 12"])
    #expect(log.end == 13)
    log.append([(record(lines: 13), 13)])
    #expect(log.end == 13)
  }

  @Test func `lines that were gone before they were told of leave a gap that says how many`() {
    var log = StreamLog()
    log.append([(record(lines: 10), nil)])
    let later = record(lines: 2000)
    log.append([(later, 10)])
    let missed = 1990 - later.history.count
    #expect(texts(log)[10] == "unseen \(missed)")
    #expect(texts(log)[11] == "line \(2000 - later.history.count)")
    #expect(texts(log).last == "line 1999")
  }

  @Test func `what was gone before anyone looked is no gap`() {
    var log = StreamLog()
    log.insert([(record(lines: 2000), nil)])
    #expect(!texts(log).contains { $0.hasPrefix("unseen") })
  }

  @Test func `the newest 10,000 lines are kept, and keep their numbers`() {
    var log = StreamLog()
    for count in 1...25_000 {
      log.append(
        StreamLog.Entry(
          time: SampleBoard.start,
          event: .task(Self.key, .said(NodeText("\(count - 1)"), progress: nil))))
      guard count % 1237 == 0 || count == 25_000 else { continue }
      #expect(log.end == count)
      #expect(log.entries.count == min(count, StreamLog.limit))
      #expect(log.first == log.end - log.entries.count)
      #expect(texts(log).first == "\(log.first)")
      #expect(log[log.end - 1] == log.entries.last)
      #expect(log[log.first] == log.entries.first)
    }
  }

  @Test func `what was before the board is in the order of its times, whichever node tells first`()
  {
    var board = SampleBoard()
    board.add(node: "stage")
    for (node, minutes) in [("prod", [9.0, 3]), ("stage", [6, 1])] {
      let tasks = minutes.map { board.task("t\(Int($0))-1", on: node, minutes: $0) }
      let record = node == "prod" ? board.record : board.others[NodeName(node)] ?? board.record
      board.send(.mirror(.snapshot(BoardSnapshot(node: record, tasks: tasks))))
    }
    let ids = board.model.stream.entries.compactMap { $0.key?.id.short }
    #expect(ids == ["t9-1", "t6-1", "t3-1", "t1-1"])
  }

  @Test func `the lines of one task reach back as far as its record`() {
    let record = record(lines: 2000)
    let held = record.history.count
    var log = StreamLog()
    log.insert([(record, nil)])
    let whole = StreamLines(log, of: record)
    #expect(whole[0].event == .earlier(count: 2000 - held))
    #expect(whole.count == held + 1)
    // The log forgets most of it.
    for _ in 0..<StreamLog.limit - 10 {
      log.append(StreamLog.Entry(time: SampleBoard.start, event: .restart(NodeName("other"))))
    }
    let lines = StreamLines(log, of: record)
    #expect(lines.count == whole.count)
    #expect((0..<lines.count).allSatisfy { lines[$0] == whole[$0] })
    let numbers = (0..<lines.count).map { lines.number(at: $0) }
    #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
    for position in 0..<lines.count {
      #expect(lines.position(of: numbers[position]) == position)
    }
    // A place in what was forgotten is found again.
    #expect(lines.position(of: whole.number(at: 100)) == lines.count - 11)
  }
}
