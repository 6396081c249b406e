public import ClawLink
import Foundation

extension NodeStore {
  /// Makes the token of the user who runs the node, at the first start, where clients of the same
  /// user find it. That user is an admin.
  public func prepareOwner(_ user: NodeText) throws(Failure) {
    guard let folder, !folder.hasToken else { return }
    let secret = try addToken(for: user)
    if try !roles().contains(where: { $0.user == user }) { try setRole(.admin, of: user) }
    try write(secret, to: folder.token)
  }

  /// Says to clients of the same user where the node listens.
  public func announce(_ url: String) throws(Failure) {
    if let folder { try write(url, to: folder.address) }
  }

  private func write(_ text: String, to file: String) throws(Failure) {
    do {
      try StoreFolder.write(text + "\n", to: file)
    } catch {
      throw .notWritten(reason: "\(file): \(error.localizedDescription)")
    }
  }
}
