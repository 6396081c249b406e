import CNcurses
import Testing

@testable import ClawTerminal

struct InputTests {
  @Test(
    arguments: [
      (0x61, Key.character("a")), (0x0D, .enter), (0x09, .tab), (0x1B, .escape), (0x7F, .backspace),
      (0x08, .backspace), (0x01, .control("a")), (0x13, .control("s")), (0x1A, .control("z")),
      (0x00, .control("@")), (0x1F, .control("_")), (0xE9, .character("é")),
      (0x20, .character(" ")),
    ] as [(UInt32, Key)])
  func `what raw mode sends is a key`(code: UInt32, key: Key) throws {
    #expect(Key(try #require(Unicode.Scalar(code))) == key)
  }

  @Test(
    arguments: [
      (CLAW_KEY_UP, Key.up), (CLAW_KEY_PAGE_DOWN, .pageDown), (CLAW_KEY_BACK_TAB, .backTab),
      (CLAW_KEY_ENTER, .enter), (CLAW_KEY_FUNCTION + 1, .function(1)),
      (CLAW_KEY_FUNCTION + 12, .function(12)), (CLAW_KEY_OTHER, nil),
    ] as [(Int, Key?)])
  func `a function key has its name`(code: Int, key: Key?) {
    #expect(Key(code: code) == key)
  }

  @Test func `outside of a paste a key is itself`() {
    var paste = PasteCollector()
    #expect(paste.take(.character("q")) == [.key(.character("q"))])
    #expect(paste.take(nil) == [])
  }

  @Test func `a paste is one text with its line breaks`() {
    var paste = PasteCollector()
    paste.begin()
    for key in [Key.character("a"), .enter, .character("q"), .control("j"), .tab, .escape, .up] {
      #expect(paste.take(key) == [])
    }
    #expect(paste.end() == [.paste("a\nq\n\t")])
    #expect(paste.take(.character("q")) == [.key(.character("q"))])
  }

  @Test func `an end without a begin is nothing`() {
    var paste = PasteCollector()
    #expect(paste.end() == [])
  }
}

@MainActor
struct MemoryScreenTests {
  @Test func `an equal frame is not drawn again`() {
    let screen = MemoryScreen(size: Size(width: 5, height: 1))
    var canvas = Canvas(size: screen.size)
    screen.draw(canvas)
    #expect(screen.drawnFrames == 0)
    canvas.put("a", in: Rect(size: canvas.size))
    screen.draw(canvas)
    screen.draw(canvas)
    #expect(screen.drawnFrames == 1)
    #expect(screen.canvas.text == "a")
  }

  @Test func `a new size shows when it is taken`() {
    let screen = MemoryScreen(size: Size(width: 5, height: 1))
    screen.resize(to: Size(width: 9, height: 2))
    #expect(screen.size.width == 5)
    screen.fit()
    #expect(screen.size == Size(width: 9, height: 2))
  }

  @Test func `input is read once`() {
    let screen = MemoryScreen(size: Size(width: 5, height: 1))
    screen.type(.key(.enter), .paste("x"))
    #expect(screen.readInput() == [.key(.enter), .paste("x")])
    #expect(screen.readInput() == [])
  }
}
