#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Says to every other process that one of ours works on something. The system frees it when the
/// process ends, however it ends.
public final class FileLock: Sendable {
  public enum Failure: Error, Equatable, Sendable {
    /// By another process.
    case held
    /// With the system's words.
    case unusable(String)
  }

  private let descriptor: Int32

  /// - Parameter waits: until nobody else holds it; only where that is soon.
  public init(path: String, waits: Bool = false) throws(Failure) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unusable(String(cString: strerror(errno))) }
    if flock(descriptor, LOCK_EX | (waits ? 0 : LOCK_NB)) == 0 { return }
    // A client that was just asking whether somebody holds it is gone by now.
    usleep(50_000)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let reason = String(cString: strerror(errno))
      close(descriptor)
      throw isHeld ? .held : .unusable(reason)
    }
  }

  deinit { close(descriptor) }

  public func release() { flock(descriptor, LOCK_UN) }

  /// Whether another process holds the lock.
  public static func isHeld(path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }
}
