import Foundation

/// What the kernel says of another process. Only Linux tells: elsewhere it is `nil`.
enum ProcessFigures {
  /// - Parameter field: of `/proc/<pid>/status`, such as `VmRSS`.
  static func megabytes(of process: Int32, _ field: String) -> Double? {
    let lines = text("/proc/\(process)/status")?.split(separator: "\n")
    let line = lines?.first { $0.hasPrefix(field + ":") }
    return line.flatMap { Double($0.filter(\.isNumber)) }.map { $0 * 1024 / 1_000_000 }
  }

  /// Its processor time so far.
  static func cpuSeconds(of process: Int32) -> Double? {
    // The name, in parentheses, may hold spaces. The times are fields 14 and 15; it is the second.
    let fields = text("/proc/\(process)/stat")?.drop { $0 != ")" }.split(separator: " ") ?? []
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
      return nil
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private static func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }
}
