import ClawMirror
import Foundation

/// What lies over the board and takes the keys.
enum Overlay: Sendable, Equatable {
  case help(of: Keymap.Context, scroll: Int)
  case form
  case cancel(CancelConfirmation)
  /// What a second key can mean.
  case menu(Keymap.Context)
  case prompt(Prompt)
}

/// The question before a cancel.
struct CancelConfirmation: Sendable, Equatable {
  /// For how long a repeated `x` is not an answer: it may be a key held down.
  static let guardTime: TimeInterval = 0.3

  let key: TaskKey
  let openedAt: Date

  /// From when on a second `x` counts.
  var armedAt: Date { openedAt.addingTimeInterval(Self.guardTime) }
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
