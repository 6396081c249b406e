public import Foundation

/// Processes that are not our children.
public enum EndedProcess {
  /// Returns once a process has ended. One that nobody has taken in yet has.
  public static func wait(for id: pid_t) async throws {
    while kill(id, 0) == 0 {
      let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
      if let status, status.split(separator: ")").last?.hasPrefix(" Z") == true { return }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
