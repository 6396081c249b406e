import ClawMirror
import Foundation

/// A card that was clicked.
struct Click: Sendable, Equatable {
  /// Seconds in which a second click on it makes two of them one.
  static let doubleTime: TimeInterval = 0.4

  let key: TaskKey
  let time: Date
}
