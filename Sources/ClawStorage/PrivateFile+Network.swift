import Foundation

extension PrivateFile {
  /// Whether it is, or would be, on a file system of another machine. Several processes cannot share
  /// a database there: its write-ahead log needs memory that they have in common.
  public var isOnNetwork: Bool {
    #if os(Linux)
      // One line a mount: `device folder type options …`, spaces as `\040`.
      let mounts = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)) ?? ""
      return Self.isOnNetwork(folder.resolvingSymlinks, mounts: mounts)
    #else
      let place = URL(fileURLWithPath: folder.resolvingSymlinks)
      return (try? place.resourceValues(forKeys: [.volumeIsLocalKey]))?.volumeIsLocal == false
    #endif
  }

  /// - Parameter mounts: as `/proc/self/mounts` lists them.
  static func isOnNetwork(_ folder: String, mounts: String) -> Bool {
    let fields = mounts.split(separator: "\n").map { $0.split(separator: " ") }
    let above = fields.filter { mount in
      guard mount.count > 2 else { return false }
      let point = mount[1].replacing("\\040", with: " ")
      return point == "/" || folder == point || folder.hasPrefix(point + "/")
    }
    // The last one of the deepest is the one that is seen.
    guard let nearest = above.max(by: { $0[1].count <= $1[1].count }) else { return false }
    return networkTypes.contains(String(nearest[2]))
  }

  private static let networkTypes: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ceph", "afs", "coda", "9p", "fuse.sshfs",
  ]
}

extension String {
  /// The path as the system sees it; of what is not there yet, by the folder above it.
  fileprivate var resolvingSymlinks: String {
    var place = self
    while !FileManager.default.fileExists(atPath: place), place.count > 1 {
      place = (place as NSString).deletingLastPathComponent
    }
    return URL(fileURLWithPath: place).resolvingSymlinksInPath().path
  }
}
