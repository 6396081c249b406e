import ClawLink
import Foundation

/// A request as the routes see it, free of any HTTP library.
struct RouteRequest: Sendable {
  var method: String
  /// Percent-decoded, so that `%2F` separates like `/`.
  var path: String
  var query: [String: String] = [:]
  /// The query as it was sent, with its question mark; empty without one.
  var rawQuery = ""
  /// As it was sent.
  var rawPath: String
  var isSecure = false
  var host: String?
  var origin: String?
  /// The secret of `Authorization: Bearer …`.
  var token: String?
  var contentType: String?
  var body = Data()

  init(
    method: String, target: String, host: String? = nil, origin: String? = nil,
    authorization: String? = nil, contentType: String? = nil, body: Data = Data()
  ) {
    self.method = method
    self.host = host
    self.origin = origin
    token = authorization?.bearerToken
    self.contentType = contentType
    self.body = body
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    rawPath = String(parts[0])
    path = parts[0].percentDecoded
    rawQuery = parts.count > 1 ? "?" + parts[1] : ""
    for pair in parts.dropFirst().joined().split(separator: "&") {
      let pair = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = pair.count > 1 ? pair[1].formDecoded : ""
      query[pair[0].formDecoded] = value
    }
  }
}

extension RouteRequest {
  /// Who asks, by the session in the query and the token in the head.
  func caller(session parameter: String = "session_id") -> Caller {
    Caller(sessionID: query[parameter], token: token)
  }
}

extension String {
  /// Other schemes are not ours to judge: the real node reads no such header at all.
  fileprivate var bearerToken: String? {
    let parts = split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }
}

extension Substring {
  fileprivate var formDecoded: String {
    utf8.contains(UInt8(ascii: "+")) ? replacing("+", with: " ").percentDecoded : percentDecoded
  }

  /// Most paths and ids have no such sign, and Foundation's decoder costs microseconds.
  fileprivate var percentDecoded: String {
    let text = String(self)
    return utf8.contains(UInt8(ascii: "%")) ? text.removingPercentEncoding ?? text : text
  }
}
