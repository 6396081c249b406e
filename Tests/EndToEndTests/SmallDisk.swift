import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A disk that is soon full, mounted for a test.
struct SmallDisk {
  struct Failure: Error {
    let code: Int32
  }

  let path: String

  /// Whether this user may mount one.
  static let isPossible: Bool = {
    guard geteuid() == 0, let disk = try? SmallDisk() else { return false }
    disk.remove()
    return true
  }()

  private init() throws {
    path = FileManager.default.temporaryDirectory.path + "/clawboard-disk-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    do {
      try Self.mount(at: path)
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw error
    }
  }

  /// Runs `body` with a new one.
  static func use<Value>(_ body: (SmallDisk) async throws -> Value) async throws -> Value {
    let disk = try SmallDisk()
    defer { disk.remove() }
    return try await body(disk)
  }

  private var ballast: String { path + "/ballast" }

  /// Leaves room for nothing.
  func fill() {
    let file = open(ballast, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    defer { close(file) }
    for size in [4096, 1] {
      let bytes = [UInt8](repeating: 0, count: size)
      while write(file, bytes, size) > 0 {}
    }
  }

  /// Gives the room back.
  func clear() throws { try FileManager.default.removeItem(atPath: ballast) }

  func makeReadOnly() throws { try Self.mount(at: path, isReadOnly: true) }

  private func remove() {
    #if os(Linux)
      umount2(path, Int32(MNT_DETACH))
    #endif
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Mounts it, or mounts it anew as read-only.
  private static func mount(at path: String, isReadOnly: Bool = false) throws {
    #if os(Linux)
      let flags = isReadOnly ? UInt(MS_REMOUNT | MS_RDONLY) : 0
      guard Glibc.mount("clawboard-test", path, "tmpfs", flags, "size=4m") == 0 else {
        throw Failure(code: errno)
      }
    #else
      throw Failure(code: ENOTSUP)
    #endif
  }
}
