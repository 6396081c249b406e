import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program in a terminal of its own. What it writes is counted and timed, and drawn nowhere.
final class TerminalProgram {
  /// Seconds in which an answer begins, and in which a program ends.
  private static let patience = 10.0
  /// Seconds without output after which a picture is whole.
  private static let pause = 0.05

  let id: Int32
  /// When it was started.
  let began: ContinuousClock.Instant
  private let name: String
  private let line: TerminalLine
  /// Whether it was seen to have ended.
  private var hasEnded = false

  /// Runs `body` with a program, and ends it.
  static func run<Value>(
    _ program: String, _ arguments: [String], size: TerminalSize = .usual, folder: BenchFolder,
    _ body: (TerminalProgram) throws -> Value
  ) throws -> Value {
    let program = try TerminalProgram(program, arguments, size: size, folder: folder)
    defer { program.end() }
    return try body(program)
  }

  private init(
    _ program: String, _ arguments: [String], size: TerminalSize, folder: BenchFolder
  ) throws {
    name = ([program.split(separator: "/").last.map(String.init) ?? program] + arguments.prefix(1))
      .joined(separator: " ")
    let (line, programSide) = try TerminalLine.open(size)
    self.line = line
    defer { close(programSide) }
    var spawning = Spawning(
      program: program, arguments: arguments, terminal: programSide, folder: folder)
    began = .now
    id = try spawning.start()
    Interruption.add(id, folder: folder.path)
  }

  deinit { end() }

  /// What it wrote in answer, and the seconds until the last of it was there.
  struct Answer {
    let bytes: Int
    let seconds: Double
  }

  /// Takes the first picture: all that comes until a word of its last line is there.
  func firstPicture(upTo word: String) throws -> Answer {
    let end = Array(word.utf8)
    var picture: [UInt8] = []
    var seconds = 0.0
    while picture.firstRange(of: end) == nil {
      guard let bytes = line.read(within: Self.patience) else { throw silent(Self.patience) }
      picture += bytes
      seconds = (ContinuousClock.now - began) / .seconds(1)
    }
    // The rest of the last line.
    while let bytes = line.read(within: 0.001) {
      picture += bytes
      seconds = (ContinuousClock.now - began) / .seconds(1)
    }
    return Answer(bytes: picture.count, seconds: seconds)
  }

  /// Takes the first picture of whatever program: all that comes until it pauses.
  func picture() throws -> Answer {
    guard let first = line.read(within: Self.patience) else { throw silent(Self.patience) }
    return take(after: first, since: began, quiet: Self.pause)
  }

  /// Types keys and takes the answer: all that comes until nothing has come for `quiet` seconds.
  func answer(to keys: String, quiet: Double) throws -> Answer {
    let asked = ContinuousClock.now
    line.write(keys)
    guard let first = line.read(within: Self.patience) else { throw silent(Self.patience) }
    return take(after: first, since: asked, quiet: quiet)
  }

  private func take(
    after first: ArraySlice<UInt8>, since start: ContinuousClock.Instant, quiet: Double
  ) -> Answer {
    var answer = Answer(bytes: first.count, seconds: (ContinuousClock.now - start) / .seconds(1))
    while let bytes = line.read(within: quiet) {
      answer = Answer(
        bytes: answer.bytes + bytes.count, seconds: (ContinuousClock.now - start) / .seconds(1))
    }
    return answer
  }

  /// Types keys whose answer nobody counts.
  func type(_ keys: String) { line.write(keys) }

  /// Takes what comes in so many seconds: how many bytes.
  @discardableResult
  func rest(_ seconds: Double) -> Int { Self.rest([self], seconds)[0] }

  /// The same of several at once.
  @discardableResult
  static func rest(_ programs: [TerminalProgram], _ seconds: Double) -> [Int] {
    let end = ContinuousClock.now + .seconds(seconds)
    var counts = programs.map { _ in 0 }
    while ContinuousClock.now < end {
      let pause = max(0, (end - ContinuousClock.now) / .seconds(1))
      for index in TerminalLine.ready(programs.map(\.line), within: pause) {
        counts[index] += programs[index].line.read(within: 0)?.count ?? 0
      }
    }
    return counts
  }

  /// Takes what comes until it ends by itself: the seconds since its start.
  func secondsToEnd() throws -> Double {
    while !line.isHungUp {
      guard line.read(within: Self.patience) != nil || line.isHungUp else {
        throw silent(Self.patience)
      }
    }
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    end()
    return seconds
  }

  private func silent(_ seconds: Double) -> BenchFault { .silent(name, seconds: seconds) }

  /// Ends it, gently or not at all gently.
  func end() {
    if hasEnded { return }
    hasEnded = true
    kill(id, SIGTERM)
    let limit = ContinuousClock.now + .seconds(Self.patience)
    while waitpid(id, nil, WNOHANG) == 0 {
      if ContinuousClock.now > limit { kill(id, SIGKILL) }
      // It may have to write before it can end.
      if line.read(within: 0.01) == nil, line.isHungUp { Thread.sleep(forTimeInterval: 0.001) }
    }
    Interruption.remove(id)
  }
}
