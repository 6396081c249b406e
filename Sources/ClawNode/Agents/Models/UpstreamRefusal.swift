import AsyncHTTPClient
import ClawLink
import Foundation
import NIOCore
import NIOHTTP1

/// An answer whose status says that there is none.
struct UpstreamRefusal: Sendable {
  private let status: Int
  /// What the upstream says about it; may be empty.
  private let text: String
  /// How long it wants to be left alone, where it says so.
  let retryAfter: Duration?

  private static let bodyLimit = 65_536

  init(_ response: HTTPClientResponse) async throws {
    status = Int(response.status.code)
    let headers = response.headers
    retryAfter = headers.first(name: "retry-after").flatMap {
      RetryAfter.wait($0, at: headers.first(name: "date"), now: Date())
    }
    text = Self.words(in: try await Self.beginning(of: response))
  }

  /// Too many requests, not available now, overloaded: it may answer later. OpenAI says 429 also of
  /// an account that is used up.
  var isPassing: Bool {
    [429, 503, 529].contains(status) && !text.hasPrefix("insufficient_quota")
  }

  var words: String { text.isEmpty ? "\(status)" : "\(status) \(text)" }

  var fault: UpstreamFault {
    if (300..<400).contains(status) {
      return UpstreamFault("answered \(status): it sends us elsewhere, and is not followed there")
    }
    return UpstreamFault(text.isEmpty ? "answered \(status)" : "answered \(status): \(text)")
  }

  /// As much of the body as came: what it says is worth having also where it breaks off.
  private static func beginning(of response: HTTPClientResponse) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      for try await buffer in response.body {
        bytes += buffer.readableBytesView
        if bytes.count > bodyLimit { break }
      }
    } catch {
      try Task.checkCancellation()
    }
    return Array(bytes.prefix(bodyLimit))
  }

  private static func words(in body: [UInt8]) -> String {
    let text = String(decoding: body, as: UTF8.self)
    let said = try? JSONReader.value(of: Data(text.utf8)).errorText
    return said ?? NodeText(text.trimmed).shown(upTo: UpstreamFault.longest)
  }
}
