import Foundation

/// What this program is when it starts itself once more, so that the processor time and the memory
/// of that are its own.
enum Role: String {
  /// Mirrors nodes as the board does.
  case mirror = "--mirror"
  /// Asks for states and does nothing else.
  case bare = "--bare"
  /// Fills a ledger with tasks that have ended.
  case fill = "--fill"
  /// Fills a ledger with moves of live tasks, and says how long it took.
  case move = "--move"
  /// Opens a ledger, and says how long it took.
  case open = "--open"
  /// Updates and draws frames of a board, and says how long each took.
  case frames = "--frames"

  func run(_ arguments: [String]) async throws {
    switch self {
    case .mirror: try await MirrorRole(arguments).run()
    case .bare: try await BareRole(arguments).run()
    case .fill: try await LedgerRole(arguments).fill()
    case .move: try await LedgerRole(arguments).move()
    case .open: try await LedgerRole(arguments).open()
    case .frames: try await FrameRole(arguments).draw()
    }
  }

  /// Follows standard input on a thread of its own. The program ends with it: whoever started this
  /// is gone.
  static func listen(_ take: @escaping @Sendable (_ words: [String]) -> Void) {
    Thread.detachNewThread {
      while let line = readLine() { take(line.split(separator: " ").map(String.init)) }
      exit(0)
    }
  }

  /// Not by `print`: to flush its buffer may wait for whoever reads standard input.
  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
