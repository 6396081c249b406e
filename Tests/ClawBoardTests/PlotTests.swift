import Testing

@testable import ClawBoard

/// Numbers as cells.
struct PlotTests {
  private func plot(_ numbers: [Double?]) -> Plot {
    Plot(values: numbers.map { number in number.map { .number($0) } ?? .gap })
  }

  @Test func `the greatest number is the highest cell`() {
    let plot = plot([1, 2, 3, 4, 5, 6, 7])
    #expect(plot.top == 7)
    #expect(plot.text(.unicode) == "▂▃▄▅▆▇█")
    #expect(plot.text(.ascii) == ".-=+*#@")
  }

  @Test func `nothing is on the ground, and the least of something is above it`() {
    #expect(plot([0, 1, 1000]).text(.unicode) == "▁▂█")
    #expect(plot([0, 0]).text(.ascii) == "__")
    #expect(plot([0, 0]).top == 0)
  }

  @Test func `what is missing is a sign of its own, what nobody knows is a blank`() {
    let plot = Plot(values: [.unknown, .number(2), .gap, .number(1)])
    #expect(plot.text(.unicode) == " █×▅")
    #expect(plot.text(.ascii) == " @x+")
    #expect(Plot(values: [.gap]).top == nil)
  }

  @Test func `the newest are drawn where not all fit, to the scale of all`() {
    #expect(plot([8, 1, 2, 4]).text(width: 2, .unicode) == "▃▅")
    #expect(plot([1]).text(width: 0, .unicode) == "")
  }

  @Test(arguments: [(0, ""), (1, "█"), (50, "██"), (99, "███"), (100, "████")])
  func `a bar has something of something, and is full of all alone`(part: Int, bar: String) {
    let text = Plot.bar(part, of: 100, width: 4, .unicode)
    #expect(text == bar.padded(to: 4))
  }

  @Test func `a bar of nothing is blank`() {
    #expect(Plot.bar(0, of: 0, width: 3, .ascii) == "   ")
  }
}
