import ClawTerminal
import Testing

@testable import ClawBoardCLI

struct TableTests {
  private var table: Table {
    var table = Table([
      Table.Column(title: "ID"), Table.Column(title: "AGE", isRight: true, rank: 2),
      Table.Column(title: "TASK", least: 6, rank: 1),
    ])
    table.add(["7f3a", "2m", "Add login throttling"])
    table.add(["91bc", "11m", "日本語の文字"])
    return table
  }

  @Test func `with room everything stands there`() {
    #expect(
      table.lines(width: 80) == [
        "ID    AGE  TASK", "7f3a   2m  Add login throttling", "91bc  11m  日本語の文字",
      ])
  }

  @Test func `with less room long cells are cut, by cells and not by letters`() {
    #expect(
      table.lines(width: 20, ellipsis: "…") == [
        "ID    AGE  TASK", "7f3a   2m  Add logi…", "91bc  11m  日本語の…",
      ])
  }

  @Test(arguments: Array(1...40))
  func `no line is wider than the terminal, down to the first column`(width: Int) {
    for line in table.lines(width: width) { #expect(line.cellWidth <= max(width, 4)) }
  }

  @Test func `columns go by their rank, and the others get their room`() {
    #expect(
      table.lines(width: 13, ellipsis: "…") == ["ID    TASK", "7f3a  Add lo…", "91bc  日本語…"])
    #expect(table.lines(width: 8) == ["ID", "7f3a", "91bc"])
  }

  @Test func `another program gets tabs, no heading, and nothing cut`() {
    #expect(table.lines(width: nil) == ["7f3a\t2m\tAdd login throttling", "91bc\t11m\t日本語の文字"])
  }

  @Test func `a cell ends at its tab, a table without rows is nothing`() {
    var table = Table([Table.Column(title: "A"), Table.Column(title: "B")])
    #expect(table.lines(width: 80).isEmpty)
    table.add(["one\ttwo", "three"])
    #expect(table.lines(width: nil) == ["one two\tthree"])
  }
}
