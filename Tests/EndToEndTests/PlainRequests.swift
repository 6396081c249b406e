import Foundation
import TestSupport

/// Requests to a node on this machine, a connection for each call.
struct PlainRequests: Sendable {
  /// No whole answer came: the node has ended.
  struct NoAnswer: Error {}

  let port: Int

  func answer(_ method: String, _ path: String, _ body: String = "") async throws -> RawAnswer {
    var head = "\(method) \(path) HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n"
    if !body.isEmpty { head += "content-type: application/json\r\n" }
    if method == "POST" { head += "content-length: \(body.utf8.count)\r\n" }
    var bytes = try await RawConnection.exchange(
      Data((head + "\r\n" + body).utf8), port: port)
    guard let answer = RawAnswer(from: &bytes) else { throw NoAnswer() }
    return answer
  }

  /// Gets many at once, one behind the other on one connection.
  func answers(to paths: [String]) async throws -> [RawAnswer] {
    guard let last = paths.last else { return [] }
    let requests =
      paths.dropLast().map { "GET \($0) HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n" }
      + ["GET \(last) HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n"]
    var bytes = try await RawConnection.exchange(Data(requests.joined().utf8), port: port)
    return try paths.map { _ in
      guard let answer = RawAnswer(from: &bytes) else { throw NoAnswer() }
      return answer
    }
  }
}
