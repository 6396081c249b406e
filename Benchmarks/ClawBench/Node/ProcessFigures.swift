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
    // The name, in parentheses, may hold spaces. The times are fields 14 and 15; it is the second.
    let fields = text("/proc/\(process)/stat")?.drop { $0 != ")" }.split(separator: " ") ?? []
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
      return nil
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
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
