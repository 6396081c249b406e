import ClawMirror
public import Foundation

/// What lies over the board and takes the keys.
enum Overlay: Sendable, Equatable {
  case help(of: Keymap.Context, scroll: Int)
  case form
  case question(Question)
  case refusal(Refusal)
  /// What became of what one question was about.
  case outcome(round: Int, scroll: Int)
  /// By the form that is chosen.
  case drafts(chosen: Int?)
  case unconfirmed(chosen: UnconfirmedRow.ID?)
  /// What a second key can mean.
  case menu(Keymap.Context, of: TaskKey?)
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

extension Model {
  /// When the question or the refusal was put that waits for an answer; `nil` while there is none.
  public var questionTime: Date? {
    switch overlay {
    case .question(let question): question.openedAt
    case .refusal(let refusal): refusal.openedAt
    default: nil
    }
  }
}
