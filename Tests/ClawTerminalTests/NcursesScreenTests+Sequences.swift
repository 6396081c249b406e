import Foundation
import TestSupport
import Testing

@testable import ClawTerminal

/// What goes to a terminal beside frames, and what comes from it beside plain keys.
extension NcursesScreenTests {
  @Test func `bytes go out in order with what is drawn`() throws {
    let terminal = try PseudoTerminal(width: 40, height: 5)
    let screen = try screen(on: terminal)
    defer { screen.close() }
    screen.draw(canvas("before", like: screen))
    screen.send(Array("\u{1B}]52;c;AA==\u{7}".utf8))
    #expect(screen.canDraw)
    screen.draw(canvas("after!", like: screen))
    let bytes = written(terminal)
    let parts = ["before", "\u{1B}]52;c;AA==\u{7}", "after!"].map {
      bytes.range(of: $0)?.lowerBound
    }
    #expect(parts.compactMap(\.self).sorted() == parts)
  }

  @Test func `a terminal that takes nothing is not waited for, and gets all of it later`() throws {
    let terminal = try PseudoTerminal(width: 40, height: 5)
    let screen = try screen(on: terminal)
    defer { screen.close() }
    _ = terminal.readAvailable()
    terminal.stall()
    let text = (0..<40_000).map { "\($0)," }.joined()
    screen.send(Array(text.utf8))
    #expect(!screen.canDraw)
    var taken: [UInt8] = []
    for _ in 0..<10_000 where taken.count < text.utf8.count {
      taken += terminal.readAvailable()
      screen.sendRest()
    }
    #expect(String(decoding: taken, as: UTF8.self) == text)
    #expect(screen.canDraw)
  }

  @Test func `a sequence that is cut off by the end is ended`() throws {
    let terminal = try PseudoTerminal(width: 40, height: 5)
    let screen = try screen(on: terminal)
    terminal.stall()
    screen.send(Array(repeating: UInt8(ascii: "x"), count: 400_000))
    _ = terminal.readAvailable()
    screen.leave()
    #expect(written(terminal).contains("\u{18}\u{1B}\\\u{1B}[?2004l"))
    screen.takeBack()
    #expect(screen.canDraw)
    screen.close()
    #expect(!written(terminal).contains("\u{18}"))
  }

  @Test func `nothing is sent to a terminal that somebody else has`() throws {
    let terminal = try PseudoTerminal(width: 40, height: 5)
    let screen = try screen(on: terminal)
    defer { screen.close() }
    screen.leave()
    _ = terminal.readAvailable()
    screen.send([7])
    screen.sendRest()
    #expect(terminal.readAvailable().isEmpty)
  }

  @Test(arguments: [
    ("\u{1B}[<0;10;5M", Mouse(.press, at: Point(column: 9, row: 4))),
    ("\u{1B}[<4;300;100M", Mouse(.press, at: Point(column: 299, row: 99))),
    ("\u{1B}[<64;1;1M", Mouse(.wheelUp, at: Point(column: 0, row: 0))),
    ("\u{1B}[<65;1;1M", Mouse(.wheelDown, at: Point(column: 0, row: 0))),
    ("\u{1B}[M *%", Mouse(.press, at: Point(column: 9, row: 4))),
  ])
  func `a mouse is read while it is used, and else passed over`(bytes: String, mouse: Mouse) throws
  {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal)
    defer { screen.close() }
    terminal.write(bytes + "x")
    #expect(screen.readInput() == [.key(.character("x"))])
    screen.usesMouse = true
    terminal.write(bytes + "x")
    #expect(screen.readInput() == [.mouse(mouse), .key(.character("x"))])
  }

  @Test func `a mouse whose bytes come apart is whole`() throws {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal)
    defer { screen.close() }
    screen.usesMouse = true
    var inputs: [Input] = []
    for piece in ["\u{1B}[<", "0", ";1", "2;", "7", "M", "q"] {
      terminal.write(piece)
      inputs += screen.readInput()
    }
    let mouse = Mouse(.press, at: Point(column: 11, row: 6))
    #expect(inputs == [.mouse(mouse), .key(.character("q"))])
  }

  @Test(arguments: [
    // Releases, other buttons, moves.
    "\u{1B}[<0;10;5m", "\u{1B}[<2;10;5M", "\u{1B}[<35;10;5M", "\u{1B}[M#*%",
    // What no terminal sends.
    "\u{1B}[<0;0;0M", "\u{1B}[<0;1M", "\u{1B}[<1;2;3;4;5;6M", "\u{1B}[<99999999999999999999;1;1M",
    "\u{1B}[<x",
  ])
  func `what a mouse does beside is no key`(bytes: String) throws {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal)
    defer { screen.close() }
    screen.usesMouse = true
    terminal.write(bytes + "q")
    #expect(screen.readInput() == [.key(.character("q"))])
    terminal.write("\u{1B}[200~a\u{1B}[<0;10;5Mb\u{1B}[201~")
    #expect(screen.readInput() == [.paste("ab")])
  }

  @Test func `the mouse is given back with the terminal`() throws {
    let (on, off) = ("\u{1B}[?1000h\u{1B}[?1006h", "\u{1B}[?1006l\u{1B}[?1000l")
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal)
    #expect(!written(terminal).contains("[?1000"))
    screen.usesMouse = true
    screen.usesMouse = true
    #expect(written(terminal) == on)
    screen.leave()
    #expect(written(terminal).contains(off))
    screen.takeBack()
    #expect(written(terminal).contains(on))
    screen.usesMouse = false
    #expect(written(terminal) == off)
    screen.usesMouse = true
    _ = written(terminal)
    screen.close()
    #expect(written(terminal).contains(off))
  }

  @Test func `Alt and a key come as one, Esc and a later key as two`() throws {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal)
    defer { screen.close() }
    terminal.write("\u{1B}b\u{1B}\u{7F}\u{1B}[1;5D\u{1B}[1;5C")
    #expect(
      screen.readInput() == [
        .key(.alt("b")), .key(.alt("\u{7F}")), .key(.controlLeft), .key(.controlRight),
      ])
    terminal.write("\u{1B}")
    #expect(screen.readInput() == [.key(.escape)])
    terminal.write("b")
    #expect(screen.readInput() == [.key(.character("b"))])
    // What is no character behind it stands for itself.
    terminal.write("\u{1B}\r")
    #expect(screen.readInput() == [.key(.escape), .key(.enter)])
  }
}
