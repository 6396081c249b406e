import ClawTerminal
import Foundation

/// Updates and draws a board in this process, frame by frame.
struct FrameRole {
  /// Of each kind.
  private static let frames = 300
  /// Moves in one direction.
  private static let run = 30

  private let tasks: Int
  private let size: Size

  /// - Parameter arguments: how many tasks, columns and rows.
  init(_ arguments: [String]) throws {
    let numbers = arguments.compactMap { Int($0) }
    guard numbers.count == 3 else {
      throw BenchFault.usage("\(Role.frames.rawValue) wants three numbers")
    }
    tasks = numbers[0]
    size = Size(width: numbers[1], height: numbers[2])
  }

  /// Says how many seconds each frame took: first those in which a task has changed column, then
  /// those after a key that moves the selection.
  func draw() async throws {
    Role.listen { _ in }
    var board = try await DrawnBoard(tasks: tasks, size: size)
    say((0..<Self.frames).map { board.change($0) })
    // Where the most cards are.
    _ = board.press("5")
    say((0..<Self.frames).map { board.press($0 / Self.run % 2 == 0 ? "j" : "k") })
    // Whoever started this ends it.
    try? await Task.sleep(for: .seconds(3600))
  }

  private func say(_ seconds: [Double]) {
    Role.say(seconds.map { "\($0)" }.joined(separator: " "))
  }
}
