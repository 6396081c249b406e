import Foundation

/// What the kernel says of another process. Only Linux tells: elsewhere it is `nil`.
enum ProcessFigures {
  /// - Parameter field: of `/proc/<pid>/status`, such as `VmRSS`.
  static func megabytes(of process: Int32, _ field: String) -> Double? {
    kibibytes(of: process, field).map { $0 * 1024 / 1_000_000 }
  }

  static func mebibytes(of process: Int32, _ field: String) -> Double? {
    kibibytes(of: process, field).map { $0 / 1024 }
  }

  private static func kibibytes(of process: Int32, _ field: String) -> Double? {
    let lines = text("/proc/\(process)/status")?.split(separator: "\n")
    let line = lines?.first { $0.hasPrefix(field + ":") }
    return line.flatMap { Double($0.filter(\.isNumber)) }
  }

  /// Its processor time so far.
  static func cpuSeconds(of process: Int32) -> Double? {
    #if canImport(Glibc)
      var clock = clockid_t()
      guard clock_getcpuclockid(process, &clock) == 0 else { return nil }
      return seconds(of: clock)
    #else
      return nil
    #endif
  }

  /// The processor time of the thread that asks.
  static var threadSeconds: Double { seconds(of: CLOCK_THREAD_CPUTIME_ID) ?? .nan }

  private static func seconds(of clock: clockid_t) -> Double? {
    var time = timespec()
    guard clock_gettime(clock, &time) == 0 else { return nil }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// How many connections it has open to a port.
  static func connections(of process: Int32, to port: Int) -> Int? {
    guard let table = text("/proc/\(process)/net/tcp") else { return nil }
    let own = sockets(of: process)
    let remote = String(format: ":%04X", port)
    return table.split(separator: "\n").count { line in
      let fields = line.split(separator: " ")
      return fields.count > 9 && fields[2].hasSuffix(remote) && fields[3] == established
        && own.contains("socket:[\(fields[9])]")
    }
  }

  private static let established = "01"

  private static func sockets(of process: Int32) -> Set<String> {
    let folder = "/proc/\(process)/fd/"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Set(
      names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: folder + $0) })
  }

  /// All of it: such a file has no length, and a table may not come in one piece.
  private static func text(_ path: String) -> String? {
    let file = FileHandle(forReadingAtPath: path)
    return (try? file?.readToEnd()).map { String(decoding: $0, as: UTF8.self) }
  }
}
