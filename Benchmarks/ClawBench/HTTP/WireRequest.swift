/// The bytes of a request, made once and sent as often as wanted.
struct WireRequest: Sendable {
  let bytes: [UInt8]

  static func get(_ path: String) -> WireRequest {
    WireRequest(bytes: Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8))
  }

  static func post(_ path: String, json: String) -> WireRequest {
    let head = """
      POST \(path) HTTP/1.1\r
      Host: 127.0.0.1\r
      Content-Type: application/json\r
      Content-Length: \(json.utf8.count)\r
      \r

      """
    return WireRequest(bytes: Array((head + json).utf8))
  }

  static let health = get("/health")

  /// A task of the demo agent, which works for that long.
  static func submit(seconds: Int) -> WireRequest { submit(prompt: "work for \(seconds)s") }

  /// - Parameter prompt: without quotes and backslashes.
  static func submit(prompt: String) -> WireRequest {
    post("/api/runtime/tasks/submit", json: #"{"agent_type":"demo","prompt":"\#(prompt)"}"#)
  }

  /// Lets a task go on that asks something.
  static func answer(to task: String) -> WireRequest {
    post("/api/runtime/tasks/\(task)/input", json: #"{"text":"yes"}"#)
  }
}
