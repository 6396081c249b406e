import ClawMirror
import Foundation

/// What the pane still tells of while the selection runs through the cards: it is drawn once, when
/// the key rests.
struct HeldDetail: Sendable, Equatable {
  /// Seconds without a move after which the keys rest.
  static let restTime: TimeInterval = 0.12

  let key: TaskKey
  /// When the keys rest, if none is pressed meanwhile.
  let until: Date
}
