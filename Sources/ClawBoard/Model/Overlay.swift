import ClawMirror
import Foundation

/// What lies over the board and takes the keys.
enum Overlay: Sendable, Equatable {
  case help(of: Keymap.Context, scroll: Int)
  case form
  case question(Question)
  case refusal(Refusal)
  /// What became of what one question was about.
  case outcome(round: Int, scroll: Int)
  case drafts(row: Int)
  case unconfirmed(row: Int)
  /// What a second key can mean.
  case menu(Keymap.Context)
  case prompt(Prompt)
}

/// A line in the footer's place.
struct Notice: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case info
    case error
  }

  static let infoTime: TimeInterval = 5

  let text: String
  let kind: Kind
  /// When it goes by itself; an error stays until the next key.
  let endsAt: Date?

  static func info(_ text: String, at now: Date) -> Notice {
    Notice(text: text, kind: .info, endsAt: now.addingTimeInterval(infoTime))
  }

  static func error(_ text: String) -> Notice {
    Notice(text: text, kind: .error, endsAt: nil)
  }
}
