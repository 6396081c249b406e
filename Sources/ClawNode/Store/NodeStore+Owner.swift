public import ClawLink
import ClawStorage
import Foundation

extension NodeStore {
  /// Makes the token of the user who runs the node, at the first start, where clients of the same
  /// user find it. That user is an admin.
  public func prepareOwner(_ user: NodeText) throws(Failure) {
    guard let folder, try !isKnown(folder.token.line) else { return }
    let secret = try addToken(for: user)
    if try !roles().contains(where: { $0.user == user }) { try setRole(.admin, of: user) }
    try write(secret, to: folder.token)
  }

  /// Clients of the same user must not go on sending what nobody takes.
  func removeStaleOwnerToken() throws(Failure) {
    if let folder, try !isKnown(folder.token.line) { folder.token.remove() }
  }

  /// Whether a secret is somebody's token.
  private func isKnown(_ secret: String?) throws(Failure) -> Bool {
    guard let secret else { return false }
    return try accessList().tokens[TokenSecret(secret).hash] != nil
  }

  /// Says to clients of the same user where the node listens.
  public func announce(_ url: String) throws(Failure) {
    if let folder { try write(url, to: folder.address) }
  }

  private func write(_ text: String, to file: PrivateFile) throws(Failure) {
    do {
      try file.write(text + "\n")
    } catch {
      throw .notWritten(reason: "\(file.path): \(error.localizedDescription)")
    }
  }
}
