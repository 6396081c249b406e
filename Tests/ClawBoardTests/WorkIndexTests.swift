import ClawLink
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// How many tasks nodes and agents have, as they change.
struct WorkIndexTests {
  private let board = SampleBoard()
  private let claude = NodeText("Claude")

  @Test func `a task is counted where it stands now`() {
    var index = WorkIndex()
    let running = board.task("a", .running)
    index.take(running, before: nil)
    #expect(index.counts(of: SampleBoard.node) == WorkIndex.Counts(live: 1, ended: 0, lost: 0))
    #expect(index.work(of: claude, on: SampleBoard.node).live == 1)
    var lost = running
    lost.isLost = true
    index.take(lost, before: running)
    #expect(index.counts(of: SampleBoard.node) == WorkIndex.Counts(live: 0, ended: 0, lost: 1))
    #expect(index.work(of: claude, on: SampleBoard.node).live == 0)
    index.take(board.task("a", .completed), before: lost)
    #expect(index.counts(of: SampleBoard.node) == WorkIndex.Counts(live: 0, ended: 1, lost: 0))
    #expect(index.counts(of: NodeName("other")) == WorkIndex.Counts())
  }

  @Test func `an agent has its three newest tasks, in whatever order they are found`() {
    var index = WorkIndex()
    for (id, minutes) in [("b", 2), ("d", 4), ("a", 1), ("e", 5), ("c", 3)] {
      index.take(board.task(id, minutes: Double(minutes)), before: nil)
    }
    let newest = index.work(of: claude, on: SampleBoard.node).newest.map(\.key.id.short)
    #expect(newest == ["a", "b", "c"])
  }

  @Test func `a task whose agent is learned later goes to that agent`() {
    var index = WorkIndex()
    let nameless = board.task("a", .running, agent: "?")
    index.take(nameless, before: nil)
    index.take(board.task("a", .running), before: nameless)
    #expect(index.work(of: NodeText("?"), on: SampleBoard.node) == WorkIndex.AgentWork())
    #expect(index.work(of: claude, on: SampleBoard.node).live == 1)
    #expect(index.work(of: claude, on: SampleBoard.node).newest.count == 1)
  }
}
