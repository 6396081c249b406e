#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The signal of a terminal that goes.
enum HangUp {
  /// Whether who started us wants us to outlive the terminal, as `nohup` does.
  static var isIgnored: Bool {
    let before = signal(SIGHUP, SIG_IGN)
    defer { signal(SIGHUP, before) }
    return unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
