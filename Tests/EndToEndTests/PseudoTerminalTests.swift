import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct PseudoTerminalTests {
  private func stty(_ arguments: String..., on terminal: PseudoTerminal) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["stty"] + arguments
    process.standardInput = FileHandle(fileDescriptor: terminal.programSide)
    process.standardOutput = FileHandle(fileDescriptor: terminal.programSide)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func `what a program writes is read, all of it and once`() throws {
    let terminal = try PseudoTerminal()
    let program = FileHandle(fileDescriptor: terminal.programSide)
    try program.write(contentsOf: Data("one\ntwo".utf8))
    #expect(terminal.readAvailable() == Array("one\r\ntwo".utf8))
    #expect(terminal.readAvailable() == [])
    let much = Data(repeating: UInt8(ascii: "x"), count: 200_000)
    try program.write(contentsOf: much)
    #expect(terminal.readAvailable() == Array(much))
  }

  @Test func `a program reads the keys`() throws {
    let terminal = try PseudoTerminal()
    try stty("raw", "-echo", on: terminal)
    terminal.write("q\u{1b}[A")
    let program = FileHandle(fileDescriptor: terminal.programSide)
    #expect(try program.read(upToCount: 4) == Data("q\u{1b}[A".utf8))
    #expect(terminal.readAvailable() == [])
  }

  @Test func `a program is told the size`() throws {
    let terminal = try PseudoTerminal(width: 91, height: 33)
    try stty("size", on: terminal)
    #expect(terminal.readAvailable() == Array("33 91\r\n".utf8))
    terminal.resize(width: 60, height: 16)
    try stty("size", on: terminal)
    #expect(terminal.readAvailable() == Array("16 60\r\n".utf8))
  }

  @Test func `modes that a program changed are seen, and seen to be restored`() throws {
    let terminal = try PseudoTerminal()
    let before = try #require(terminal.modes)
    #expect(before.echoes && before.editsLines && before.signals && before.flowControl)
    try stty("-echo", "-icanon", "-isig", "-ixon", on: terminal)
    let during = try #require(terminal.modes)
    #expect(!during.echoes && !during.editsLines && !during.signals && !during.flowControl)
    #expect(during != before)
    try stty("echo", "icanon", "isig", "ixon", on: terminal)
    #expect(terminal.modes == before)
  }

  @Test func `a stalled line takes nothing, and gives nothing up`() throws {
    let terminal = try PseudoTerminal()
    terminal.stall()
    let flags = fcntl(terminal.programSide, F_GETFL)
    _ = fcntl(terminal.programSide, F_SETFL, flags | O_NONBLOCK)
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000)
    var written = 0
    while case let count = write(terminal.programSide, chunk, chunk.count), count > 0 {
      written += count
    }
    #expect(written > 0)
    _ = fcntl(terminal.programSide, F_SETFL, flags)
    #expect(terminal.readAvailable().count == written)
  }

  @Test func `a program reads the end once the line has dropped`() throws {
    let terminal = try PseudoTerminal()
    terminal.hangUp()
    terminal.hangUp()
    let program = FileHandle(fileDescriptor: terminal.programSide)
    let read = try? program.read(upToCount: 1)
    #expect(read ?? Data() == Data())
    #expect(terminal.readAvailable() == [])
  }
}
