import Foundation
import TestSupport
import Testing

@testable import ClawTerminal

/// The real screen on a terminal of the test's own. One at a time: curses has one screen.
@MainActor
@Suite(.serialized)
struct NcursesScreenTests {
  func screen(
    on terminal: PseudoTerminal, type: String = "xterm-256color"
  ) throws -> NcursesScreen {
    try NcursesScreen(
      type: type, input: terminal.programSide, output: terminal.programSide, escapeDelayMs: 1)
  }

  func written(_ terminal: PseudoTerminal) -> String {
    String(decoding: terminal.readAvailable(), as: UTF8.self)
  }

  func canvas(_ text: String, like screen: NcursesScreen, style: Style = .plain) -> Canvas {
    var canvas = Canvas(size: screen.size)
    canvas.put(text, in: Rect(size: canvas.size), style: style)
    return canvas
  }

  @Test func `a frame is written, an equal one costs no byte`() throws {
    let terminal = try PseudoTerminal(width: 40, height: 5)
    let screen = try screen(on: terminal)
    defer { screen.close() }
    #expect(screen.size == Size(width: 40, height: 5))
    screen.draw(canvas("hello wörld 日本", like: screen))
    #expect(written(terminal).contains("hello"))
    screen.draw(canvas("hello wörld 日本", like: screen))
    #expect(terminal.readAvailable().isEmpty)
    screen.draw(canvas("hellO wörld 日本", like: screen))
    let change = terminal.readAvailable()
    #expect(!change.isEmpty && change.count < 12)
  }

  @Test func `the terminal is given back as it was`() throws {
    let terminal = try PseudoTerminal()
    let before = terminal.modes
    let screen = try screen(on: terminal)
    #expect(terminal.modes != before)
    let opened = written(terminal)
    #expect(opened.contains("\u{1B}[?2004h"))
    screen.draw(canvas("x", like: screen))
    #expect(written(terminal).contains("\u{1B}[?1049h") || opened.contains("\u{1B}[?1049h"))
    screen.close()
    let closed = written(terminal)
    #expect(closed.contains("\u{1B}[?1049l"))
    #expect(closed.contains("\u{1B}[?2004l"))
    #expect(terminal.modes == before)
  }

  @Test(arguments: [
    ("q", Input.key(.character("q"))), ("\r", .key(.enter)), ("\t", .key(.tab)),
    ("\u{1B}", .key(.escape)), ("\u{1B}OA", .key(.up)), ("\u{1B}[6~", .key(.pageDown)),
    ("\u{1B}[Z", .key(.backTab)), ("\u{1B}OQ", .key(.function(2))), ("\u{13}", .key(.control("s"))),
    ("\u{1A}", .key(.control("z"))), ("\u{7F}", .key(.backspace)),
    ("\u{1B}[200~q\rx\u{1B}[201~", .paste("q\nx")),
  ])
  func `keys and pastes are read`(bytes: String, input: Input) throws {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal)
    defer { screen.close() }
    terminal.write(bytes)
    #expect(screen.readInput() == [input])
    #expect(screen.readInput() == [])
  }

  @Test func `a burst is read whole, in order`() throws {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal)
    defer { screen.close() }
    terminal.write("jk\u{1B}OA\u{1B}[200~a")
    #expect(screen.readInput().count == 3)
    terminal.write("b\u{1B}[201~x")
    #expect(screen.readInput() == [.paste("ab"), .key(.character("x"))])
  }

  @Test func `a character whose bytes come apart is whole`() throws {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal)
    defer { screen.close() }
    var keys: [Input] = []
    for byte in Array("日é😀".utf8) {
      terminal.write([byte])
      keys += screen.readInput()
    }
    #expect(keys == [.key(.character("日")), .key(.character("é")), .key(.character("😀"))])
  }

  @Test func `a paste in pieces loses nothing`() throws {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal)
    defer { screen.close() }
    let text = String(repeating: "日本語のテキスト", count: 100)
    let bytes = Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)
    var inputs: [Input] = []
    for start in stride(from: 0, to: bytes.count, by: 97) {
      terminal.write(Array(bytes[start..<min(start + 97, bytes.count)]))
      inputs += screen.readInput()
    }
    #expect(inputs == [.paste(text)])
  }

  @Test func `bytes that are no text do not eat what follows`() throws {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal)
    defer { screen.close() }
    terminal.write([0xE6, 0x61, 0xFF, 0x62])
    let characters = ["\u{FFFD}", "a", "\u{FFFD}", "b"] as [Character]
    #expect(screen.readInput() == characters.map { .key(.character($0)) })
  }

  @Test func `after a new size everything is sent again`() throws {
    let terminal = try PseudoTerminal(width: 40, height: 5)
    let screen = try screen(on: terminal)
    defer { screen.close() }
    screen.draw(canvas("content", like: screen))
    terminal.resize(width: 30, height: 5)
    screen.fit()
    terminal.resize(width: 40, height: 5)
    screen.fit()
    _ = terminal.readAvailable()
    screen.draw(canvas("content", like: screen))
    #expect(written(terminal).contains("content"))
  }

  @Test func `a terminal that is gone is said`() throws {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal)
    defer { screen.close() }
    terminal.hangUp()
    // A child that another test begins just now has it open until it becomes its program.
    var inputs = screen.readInput()
    while inputs.last != .hangUp { inputs += screen.readInput() }
    #expect(inputs == [.hangUp])
  }

  @Test func `a new size shows when it is taken`() throws {
    let terminal = try PseudoTerminal(width: 40, height: 5)
    let screen = try screen(on: terminal)
    defer { screen.close() }
    terminal.resize(width: 60, height: 10)
    screen.fit()
    #expect(screen.size == Size(width: 60, height: 10))
    screen.draw(canvas("after", like: screen))
    #expect(written(terminal).contains("after"))
  }

  @Test func `an unknown type is replaced by a common one`() throws {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal, type: "no-such-terminal")
    defer { screen.close() }
    #expect(screen.substitutedType == "xterm-256color")
  }

  @Test func `a terminal without colours is drawn without`() throws {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal, type: "vt100")
    defer { screen.close() }
    #expect(!screen.hasColors)
    screen.draw(
      canvas("text", like: screen, style: Style(foreground: .palette(1), attributes: [.bold])))
    let bytes = written(terminal)
    #expect(bytes.contains("text"))
    #expect(!bytes.contains("\u{1B}[31m"))
  }

  @Test func `colours and attributes are sent`() throws {
    let terminal = try PseudoTerminal()
    let screen = try screen(on: terminal)
    defer { screen.close() }
    screen.draw(
      canvas("text", like: screen, style: Style(foreground: .palette(2), attributes: [.bold])))
    let bytes = written(terminal)
    #expect(bytes.contains("\u{1B}[1m") || bytes.contains("[1;"))
    #expect(bytes.contains("32m"))
  }

  @Test(arguments: ["xterm-256color", "xterm"])
  func `no attribute costs a choice of the character set`(type: String) throws {
    let terminal = try PseudoTerminal(width: 40, height: 5)
    let screen = try screen(on: terminal, type: type)
    defer { screen.close() }
    // Opening chooses one, once.
    screen.draw(canvas("first", like: screen))
    _ = written(terminal)
    for style in [Style(attributes: [.bold]), Style(attributes: [.dim]), .plain] {
      screen.draw(canvas("words ─┬─", like: screen, style: style))
    }
    let bytes = written(terminal)
    #expect(bytes.contains("\u{1B}[0;1m"))
    #expect(!bytes.contains("\u{1B}("))
  }

  @Test func `a screen that was left comes back whole`() throws {
    let terminal = try PseudoTerminal()
    let before = terminal.modes
    let screen = try screen(on: terminal)
    defer { screen.close() }
    screen.draw(canvas("content", like: screen))
    _ = terminal.readAvailable()
    screen.leave()
    #expect(terminal.modes == before)
    _ = terminal.readAvailable()
    screen.draw(canvas("meanwhile", like: screen))
    #expect(terminal.readAvailable().isEmpty)
    screen.takeBack()
    #expect(terminal.modes != before)
    screen.draw(canvas("content", like: screen))
    #expect(written(terminal).contains("content"))
  }

  @Test func `what is no terminal is refused`() throws {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    #expect(throws: NcursesScreen.OpenError.notATerminal) {
      try NcursesScreen(type: "xterm", input: descriptor, output: descriptor, escapeDelayMs: 1)
    }
  }
}
