import Testing

@testable import ClawTerminal

struct CanvasTests {
  private func canvas(_ width: Int = 10, _ height: Int = 3) -> Canvas {
    Canvas(size: Size(width: width, height: height))
  }

  @Test func `text stands where it is put and is cut at the area`() {
    var canvas = canvas()
    let used = canvas.put("hello world", in: Rect(column: 2, row: 1, width: 5, height: 1))
    #expect(used == 5)
    #expect(canvas.text == "\n  hello\n")
  }

  @Test func `text at the right end stands flush`() {
    var canvas = canvas()
    canvas.putRight("日本", in: Rect(column: 0, row: 0, width: 10, height: 1))
    #expect(canvas.text == "      日本\n\n")
  }

  @Test func `a wide character that would be cut in half is left out`() {
    var canvas = canvas(5, 1)
    canvas.put("a日本", in: Rect(column: 0, row: 0, width: 4, height: 1))
    #expect(canvas.text == "a日")
  }

  @Test func `drawing over one half of a wide character clears the other`() {
    var canvas = canvas(4, 1)
    canvas.put("日本", in: Rect(column: 0, row: 0, width: 4, height: 1))
    canvas.put("x", in: Rect(column: 1, row: 0, width: 1, height: 1))
    #expect(canvas.text == " x本")
    canvas.put("y", in: Rect(column: 2, row: 0, width: 1, height: 1))
    #expect(canvas.text == " xy")
    #expect(canvas[3, 0].width == 1)
  }

  @Test(arguments: [
    Rect(column: -3, row: 0, width: 20, height: 1), Rect(column: 8, row: 0, width: 9, height: 9),
    Rect(column: 0, row: -1, width: 5, height: 5), Rect(column: 99, row: 99, width: 1, height: 1),
  ])
  func `whatever falls outside is left out`(area: Rect) {
    var canvas = canvas()
    canvas.put("日本語 text", in: area)
    canvas.putRight("text", in: area)
    canvas.fill(area, with: "x")
    canvas.restyle(area) { $0.adding(.bold) }
    canvas.frame(area, lines: .unicode)
    #expect(canvas.size == Size(width: 10, height: 3))
  }

  @Test func `text that begins left of the screen shows its rest`() {
    var canvas = canvas()
    canvas.put("abcdef", in: Rect(column: -2, row: 0, width: 6, height: 1))
    #expect(canvas.text == "cdef\n\n")
  }

  @Test func `a frame goes along the edge`() {
    var canvas = canvas(5, 3)
    canvas.frame(Rect(column: 0, row: 0, width: 5, height: 3), lines: .unicode)
    #expect(canvas.text == "┌───┐\n│   │\n└───┘")
    canvas.frame(Rect(column: 0, row: 0, width: 5, height: 3), lines: .ascii)
    #expect(canvas.text == "+---+\n|   |\n+---+")
  }

  @Test func `controls take no cell`() {
    var canvas = canvas(6, 1)
    canvas.put("a\u{1B}b\u{7}c", in: Rect(column: 0, row: 0, width: 6, height: 1))
    #expect(canvas.text == "abc")
  }

  @Test func `an empty canvas can be drawn on`() {
    var canvas = canvas(0, 0)
    canvas.put("x", in: Rect(column: 0, row: 0, width: 1, height: 1))
    #expect(canvas.text == "")
  }
}
