import ClawStorage
import Foundation

extension Ledger {
  /// The ledger of this user: in the state folder, or where that is on another machine's disk, in a
  /// local folder that outlives a restart. The notice says so.
  ///
  /// - Parameters:
  ///   - stateFolder: the user's state folder of this program.
  ///   - localFolder: a folder for this user alone on a disk of this machine.
  public static func standard(
    in stateFolder: String, else localFolder: String
  ) throws(Failure) -> Ledger {
    let path = stateFolder + "/ledger.sqlite"
    guard PrivateFile(path: path).isOnNetwork else { return try Ledger(path: path) }
    let local = localFolder + "/ledger.sqlite"
    // The folder's name is known to everybody on the machine.
    guard !PrivateFile(path: local).isAmongOthers else {
      throw .notOpened(path: local, reason: "\(localFolder) belongs to another user")
    }
    return try Ledger(
      path: local,
      remark: "\(stateFolder) is on a network file system, where a ledger cannot be shared: "
        + "it is in \(localFolder)")
  }
}
