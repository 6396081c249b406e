#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Says to every other process that a node works on a store. The system frees it when the process
/// ends, however it ends.
final class StoreLock: Sendable {
  private let descriptor: Int32

  /// - Returns: `nil` when another process holds it, or the file cannot be made.
  init?(path: String) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    // A client that was just asking whether somebody holds it is gone by now.
    usleep(50_000)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }

  func release() { flock(descriptor, LOCK_UN) }

  /// Whether another process holds the lock.
  static func isHeld(path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }
}
