import Foundation

/// A folder for the sockets of one login, for its owner alone.
struct SocketFolder: Sendable {
  let path: String

  /// Where ssh takes orders.
  var control: String { path + "/ssh" }

  /// The name of a socket has some 100 bytes, and stands in an argument of ssh, which reads some signs
  /// in its own way: the user's folder for temporary files may be too long or too special.
  init() throws(SSHProcess.Failure) {
    let temporary = (NSTemporaryDirectory() as NSString).standardizingPath
    let isPlain = temporary.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || "/._-".utf8.contains(byte)
    }
    let place = isPlain && temporary.utf8.count <= 50 ? temporary : "/tmp"
    var name = (place + "/clawboard-ssh-XXXXXX").utf8CString.map { $0 }
    guard mkdtemp(&name) != nil else {
      throw SSHProcess.Failure(
        reason: "no folder can be made in \(place): \(String(cString: strerror(errno)))")
    }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
