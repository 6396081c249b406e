import Foundation

/// A folder for one measurement, which goes with it.
struct BenchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/clawboard-bench-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Runs `body` with a folder.
  static func use<Value>(_ body: (BenchFolder) throws -> Value) throws -> Value {
    let folder = try BenchFolder()
    defer { folder.remove() }
    return try body(folder)
  }
}
