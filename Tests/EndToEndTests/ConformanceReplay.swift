import Foundation
import TestSupport

/// Sends recorded requests to a node, byte for byte but for the ids, which each node chooses.
struct ConformanceReplay {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let host: String
  private let port: Int
  private var liveIDs: [String: String] = [:]
  private var tasksAtWork: [String] = []

  /// - Parameter url: `http://host:port`.
  init(url: String) throws {
    guard let parts = URLComponents(string: url), parts.scheme == "http", let host = parts.host
    else { throw Failure(description: "'\(url)' is no address such as http://127.0.0.1:8000") }
    self.host = host
    port = parts.port ?? 80
  }

  /// Replays an exchange and says in what the node's answer differs from the recorded one.
  mutating func differences(in exchange: RecordedExchange) async throws -> [String] {
    if ConformanceList.beforeWhichATaskIsAtWork.contains(exchange.name) {
      try await putTaskAtWork(for: exchange)
    }
    let request = request(exchange.request)
    if let id = unknownID(in: request) { return ["nobody has given the id \(id)"] }
    let isToHead = exchange.request.method == "HEAD"
    var answer = try await send(request, isToHead: isToHead)
    // Nothing tells when an agent ends but to ask.
    while exchange.tellsAnEnd, TaskAnswer(answer.body)?.isFinal == false {
      answer = try await send(request, isToHead: isToHead)
    }
    learn(from: exchange, answer)
    return ConformanceComparison(
      exchange: exchange, body: Data(live(exchange.response.body.text).utf8),
      location: exchange.response.headers["location"].map {
        $0.replacing(#/^http://[^/]*/#, with: "http://\(authority)")
      }
    ).differences(in: answer)
  }

  /// Cancels what would work on for nobody.
  func end() async throws {
    for id in tasksAtWork {
      _ = try await send(request("POST", "/api/runtime/tasks/\(id)/cancel"))
    }
  }

  private var authority: String { "\(host):\(port)" }

  private mutating func putTaskAtWork(for exchange: RecordedExchange) async throws {
    let agents = try await send(request("GET", "/api/agents/available"))
    let hasDemo = JSONTree(agents.body)?.array?.contains(.text("demo")) ?? false
    let answer = try await send(
      request(
        "POST", "/api/runtime/tasks/submit", ["content-type": "application/json"],
        Data(#"{"agent_type": "\#(hasDemo ? "demo" : "ollama")", "prompt": "for 600s"}"#.utf8)))
    guard let id = JSONTree(answer.body)?["task_id"]?.text,
      let recorded = exchange.request.path.firstMatch(of: Self.id)
    else { throw Failure(description: "no task could be submitted for \(exchange.name)") }
    learn(String(recorded.output), id)
    tasksAtWork.append(id)
  }

  private func send(_ request: Data, isToHead: Bool = false) async throws -> RawAnswer {
    var bytes = try await RawConnection.exchange(request, host: host, port: port)
    guard let answer = RawAnswer(from: &bytes, isToHead: isToHead), bytes.isEmpty else {
      throw Failure(
        description: "no single answer to \(request.text): \(bytes.text.prefix(1000))")
    }
    return answer
  }
}

/// Requests.
extension ConformanceReplay {
  private func request(_ recorded: RecordedExchange.Request) -> Data {
    let query = recorded.query.sorted { $0.key < $1.key }
      .map { "\($0.key.queryEncoded)=\(live($0.value).queryEncoded)" }.joined(separator: "&")
    return request(
      recorded.method, live(recorded.path) + (query.isEmpty ? "" : "?\(query)"),
      recorded.headers, Data(live(recorded.body.text).utf8).withBytesThatAreNoText)
  }

  private func request(
    _ method: String, _ target: String, _ headers: [String: String] = [:], _ body: Data = Data()
  ) -> Data {
    var lines = ["\(method) \(target) HTTP/1.1", "host: \(authority)", "connection: close"]
    lines += headers.map { "\($0.key): \($0.value)" }
    if method == "POST" { lines.append("content-length: \(body.count)") }
    return Data((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }
}

/// Ids.
extension ConformanceReplay {
  private static var id: Regex<Substring> {
    #/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/#
  }

  private mutating func learn(_ recorded: String, _ id: String) {
    liveIDs[recorded] = id
    liveIDs[recorded.uppercased()] = id.uppercased()
  }

  /// A session's id and a task's are in the answers to those who ask for a new one.
  private mutating func learn(from exchange: RecordedExchange, _ answer: RawAnswer) {
    guard exchange.request.method == "POST", exchange.response.status == 200 else { return }
    for member in ["session_id", "task_id"] {
      if let recorded = JSONTree(exchange.response.body)?[member]?.text,
        let id = JSONTree(answer.body)?[member]?.text
      {
        learn(recorded, id)
      }
    }
  }

  private func live(_ text: String) -> String {
    liveIDs.reduce(text) { text, ids in text.replacing(ids.key, with: ids.value) }
  }

  /// An id that no answer gave; those of zeros are meant to be unknown.
  private func unknownID(in request: Data) -> String? {
    let known = Set(liveIDs.values)
    return request.text.matches(of: Self.id).map { String($0.output) }.first {
      !$0.hasPrefix("00000000-") && !known.contains($0)
    }
  }
}

extension RecordedExchange {
  /// Whether it was recorded when an agent had ended.
  fileprivate var tellsAnEnd: Bool {
    request.path.hasSuffix("/state") && TaskAnswer(response.body)?.executionTime != nil
  }
}

extension Data {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }

  /// The recording shows bytes that are no UTF-8 as U+FFFD.
  fileprivate var withBytesThatAreNoText: Data {
    var bytes = self
    while let shown = bytes.range(of: Data("\u{FFFD}".utf8)) {
      bytes.replaceSubrange(shown, with: [0xFF])
    }
    return bytes
  }
}

extension String {
  fileprivate var queryEncoded: String {
    let unreserved = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    return addingPercentEncoding(withAllowedCharacters: unreserved) ?? self
  }
}
