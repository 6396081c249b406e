import ClawLink
import Synchronization

/// What a node that stands in says.
final class StandInTasks: Sendable {
  private let count: Int
  private let mix: TaskMix
  private let changed = Mutex<[Int: String]>([:])

  init(count: Int, mix: TaskMix) {
    self.count = count
    self.mix = mix
  }

  func change(_ number: Int, to status: String) { changed.withLock { $0[number] = status } }

  /// The bytes of the answer to a request.
  func answer(to request: [UInt8]) -> [UInt8] {
    let line = request.prefix { $0 != UInt8(ascii: "\r") }
    let path = String(decoding: line, as: UTF8.self).split(separator: " ").dropFirst().first ?? ""
    let body = body(of: path.prefix { $0 != "?" })
    let head =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    return Array((head + body).utf8)
  }

  private func body(of path: Substring) -> String {
    let words = path.split(separator: "/")
    if path.hasSuffix("/state"), words.count > 1 { return state(of: words[words.count - 2]) }
    return switch words.last {
    case "health": #"{"status":"healthy","instance":"bench","boot":"1","progress":true}"#
    case "sessions": Self.session
    case "agents": Self.agents
    default: "[]"
    }
  }

  private func state(of id: Substring) -> String {
    guard let number = TaskMix.number(of: id), number < count else {
      return Self.state(of: id, "failed", error: "Task not found")
    }
    let status =
      changed.withLock { $0[number] } ?? mix.status(of: number).name.shown
    return Self.state(of: id, status, metadata: status == "running" ? #"{"progress":40}"# : "{}")
  }

  private static func state(
    of id: Substring, _ status: String, error: String? = nil, metadata: String = "null"
  ) -> String {
    """
    {"task_id":"\(id)","execution_uuid":"\(id)","state":"\(status)",\
    "success":\(status == "completed"),"result":null,"error":\(error.map { "\"\($0)\"" } ?? "null"),\
    "execution_time":null,"metadata":\(metadata)}
    """
  }

  private static let session = """
    {"session_id":"85d2720d-4bc2-4b58-ae20-8dff82787f8b","user_id":null,\
    "created_at":"2026-01-01T00:00:00","last_activity":"2026-01-01T00:00:00","permissions":[]}
    """

  private static let agents = """
    [{"agent_type":"claude","name":"Claude","description":null,"available":true,\
    "capabilities":[],"metadata":null}]
    """
}
