import Foundation
import Synchronization

/// A program and all that it has started and that has not left its session: they are ended together.
final class ProcessSession: Sendable {
  private struct State {
    var id: pid_t?
    var isEnding = false
  }

  /// Between being told to end and being ended.
  private static let grace = Duration.seconds(2)
  private static let pause = Duration.milliseconds(20)

  private let state = Mutex(State())

  /// It is there.
  func begin(_ id: pid_t) {
    let isEnding = state.withLock { state in
      state.id = id
      return state.isEnding
    }
    if isEnding { end() }
  }

  /// Tells it to end, and sees to it that it does. Before it has begun: as soon as it has.
  func end() {
    state.withLock { $0.isEnding = true }
    Task { await ended() }
  }

  /// Returns once nobody is left. Who does not go when told to is ended.
  func ended() async {
    guard let id = state.withLock({ $0.id }) else { return }
    // Also where the caller was cancelled.
    await Task {
      guard Self.send(SIGTERM, to: id) else { return }
      var left = Self.grace
      while Self.send(0, to: id) {
        guard left > .zero else {
          _ = Self.send(SIGKILL, to: id)
          return
        }
        try? await Task.sleep(for: Self.pause)
        left -= Self.pause
      }
    }.value
  }

  /// - Returns: whether there was anybody to get it.
  private static func send(_ signal: Int32, to session: pid_t) -> Bool {
    let members = members(of: session)
    for member in members where signal != 0 { kill(member, signal) }
    return !members.isEmpty
  }

  /// Those that are still at work. A shell, `timeout` and others put what they start into groups of
  /// their own; only where the system does not say who is in a session is its first group all.
  private static func members(of session: pid_t) -> [pid_t] {
    guard let all = try? FileManager.default.contentsOfDirectory(atPath: "/proc") else {
      return kill(-session, 0) == 0 ? [-session] : []
    }
    return all.compactMap { pid_t($0) }.filter { process in
      // `12 (the name) S 1 12 12 …`: behind the name are state, parent, group and session.
      guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .isoLatin1),
        let end = line.lastIndex(of: ")")
      else { return false }
      let fields = line[line.index(after: end)...].split(separator: " ", maxSplits: 4)
      return fields.count > 3 && fields[3] == "\(session)" && fields[0] != "Z" && fields[0] != "X"
    }
  }
}
