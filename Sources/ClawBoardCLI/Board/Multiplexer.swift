import Foundation

/// What stands between the board and the terminal: it keeps to itself what it does not know, unless
/// that is wrapped for it.
enum Multiplexer: Sendable, Equatable {
  case tmux, screen

  /// In screen a string that is longer than some hundred bytes ends in the middle, and the rest of it
  /// is shown.
  private static let screenChunk = 240

  /// - Returns: `nil` for none. Behind ssh only the type of the terminal tells of one.
  init?(_ environment: [String: String]) {
    let type = environment["TERM"] ?? ""
    if environment["TMUX"]?.isEmpty == false || type.hasPrefix("tmux") {
      self = .tmux
    } else if type.hasPrefix("screen") {
      self = .screen
    } else {
      return nil
    }
  }

  /// A sequence so that it is passed on.
  func wrapped(_ sequence: String) -> String {
    switch self {
    case .tmux:
      // An escape in it is not its end when it is doubled.
      "\u{1B}Ptmux;" + sequence.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
    case .screen:
      sequence.chunks(of: Self.screenChunk).map { "\u{1B}P\($0)\u{1B}\\" }.joined()
    }
  }
}

extension String {
  /// Of ASCII, as sequences are.
  fileprivate func chunks(of size: Int) -> [String] {
    let bytes = Array(utf8)
    return stride(from: 0, to: bytes.count, by: size).map { start in
      String(decoding: bytes[start..<min(start + size, bytes.count)], as: UTF8.self)
    }
  }
}
