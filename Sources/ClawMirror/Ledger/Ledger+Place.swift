import ClawStorage
import Foundation

extension Ledger {
  /// Where a user's ledger is: in the state folder, or where that is on another machine's disk, in a
  /// local folder that outlives a restart.
  public struct Place: Sendable {
    /// The file.
    public let path: String
    /// Why it is not in the state folder; `nil` where it is.
    fileprivate let remark: String?
    fileprivate let localFolder: String

    /// Looks at what is mounted, and makes nothing.
    ///
    /// - Parameters:
    ///   - stateFolder: the user's state folder of this program.
    ///   - localFolder: a folder for this user alone on a disk of this machine.
    public init(stateFolder: String, localFolder: String) {
      let standard = stateFolder + "/ledger.sqlite"
      let isLocal = PrivateFile(path: standard).isOnNetwork
      self.localFolder = localFolder
      path = isLocal ? localFolder + "/ledger.sqlite" : standard
      remark =
        isLocal
        ? "\(stateFolder) is on a network file system, where a ledger cannot be shared: "
          + "it is in \(localFolder)" : nil
    }
  }

  /// The ledger of this user. The notice says where it is, when it is not where it should be.
  public convenience init(at place: Place, keepsPrompts: Bool = true) throws(Failure) {
    // The local folder's name is known to everybody on the machine.
    if place.remark != nil, PrivateFile(path: place.path).isAmongOthers {
      throw .notOpened(path: place.path, reason: "\(place.localFolder) belongs to another user")
    }
    try self.init(path: place.path, remark: place.remark, keepsPrompts: keepsPrompts)
  }
}
