import Foundation

/// A folder of our own that goes with everything in it.
struct TemporaryFolder: Sendable {
  let path: String

  init(named name: String) throws(CommandFailure) {
    let template = (NSTemporaryDirectory() as NSString).appendingPathComponent("\(name)-XXXXXX")
    var bytes = template.utf8CString.map { $0 }
    guard mkdtemp(&bytes) != nil else {
      throw CommandFailure(
        .ownFault,
        "no folder can be made in \(NSTemporaryDirectory()): \(String(cString: strerror(errno)))")
    }
    path = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }
}
