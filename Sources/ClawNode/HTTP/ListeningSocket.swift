import Foundation
import NIOCore
import NIOPosix

/// The file of a unix socket that a node listens on.
struct ListeningSocket: Sendable {
  let path: String

  /// One that a node left behind is replaced; one that anybody holds is not, and neither is anything
  /// else.
  func checkFree(on loop: any EventLoop) async throws(NodeServer.ListenError) {
    let facts = try? FileManager.default.attributesOfItem(atPath: path)
    guard let type = facts?[.type] as? FileAttributeType else { return }
    guard type == .typeSocket else {
      throw .unusableFile(path, "it is there and no socket: name another")
    }
    let channel: any Channel
    do {
      channel = try await ClientBootstrap(group: loop).connect(unixDomainSocketPath: path).get()
    } catch let error as IOError where [ECONNREFUSED, ENOENT].contains(error.errnoCode) {
      // Nobody holds it, or it has gone by now.
      return
    } catch {
      // One for datagrams, of another user, or with too many who wait.
      let reason = (error as? IOError).map { String(cString: strerror($0.errnoCode)) }
      throw .unusableFile(
        path, "it is there and may be another program's (\(reason ?? "\(error)")): name another")
    }
    try? await channel.close()
    throw .socketInUse(path)
  }

  /// Who may not write to it cannot connect.
  func protect() { chmod(path, 0o600) }

  /// Which file it is; `nil` when there is none.
  var number: Int? {
    (try? FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber]) as? Int
  }

  /// Takes it away, unless it is another one by now.
  func remove(ifStill number: Int?) {
    if let number, number == self.number { try? FileManager.default.removeItem(atPath: path) }
  }
}
