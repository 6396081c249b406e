/// A way to a node that has to be opened before anything can be sent, as a tunnel is.
///
/// Whoever makes one closes it. It may be used by any number of adapters at once.
public protocol NodeWay: Sendable {
  /// Opens it, or waits for who is about to; returns at once while it is open.
  ///
  /// - Returns: the path of the unix socket on this machine that leads to the node. It is another
  ///   one each time that it is opened.
  /// - Throws: ``ClawLinkError/noTunnel(node:login:reason:)`` when it could not be opened, within a
  ///   time of its own; ``ClawLinkError/cancelled`` when the calling task was.
  func open() async throws(ClawLinkError) -> String

  /// Why a connection that was just made over it broke at once, where that is known: the way itself
  /// was lost, or nobody listens at its far end. `nil` when nothing is known.
  func fault() async -> ClawLinkError?
}
