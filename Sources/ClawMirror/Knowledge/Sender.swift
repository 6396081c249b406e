/// In whose name something is changed on a node.
public enum Sender: Sendable, Equatable, Codable {
  /// As who we are there.
  case us
  /// In a session without a user: the real node lets one with a user do almost nothing (CONTRACT
  /// quirk 8).
  case nobody
}
