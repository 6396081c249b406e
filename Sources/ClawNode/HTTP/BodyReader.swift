import Foundation
import Hummingbird
import NIOCore
import Synchronization

/// Reads bodies: none beyond the limit, and of all requests together no more than fits in memory.
final class BodyReader: Sendable {
  let limitBytes: Int
  private let togetherBytes: Int
  private let held = Mutex(0)

  /// - Parameter togetherBytes: of all bodies that are held at one moment. Default 256 MiB, but one
  ///   body of the largest kind always fits.
  init(limitBytes: Int, togetherBytes: Int = 256 * 1_048_576) {
    self.limitBytes = limitBytes
    self.togetherBytes = max(togetherBytes, limitBytes)
  }

  /// Runs `use` with the body, which counts until that has ended.
  func withBody<Value: Sendable>(
    of request: Request, _ use: (Data) async -> Value
  ) async throws(Refusal) -> Value {
    guard request.declaredLength <= limitBytes else { throw tooLarge }
    var body = Data()
    defer { release(body.count) }
    do {
      for try await part in request.body {
        try hold(part.readableBytes)
        body.append(contentsOf: part.readableBytesView)
        if body.count > limitBytes { throw tooLarge }
      }
    } catch {
      throw error as? Refusal ?? .tooLarge("The body ended too soon")
    }
    return await use(body)
  }

  private func hold(_ bytes: Int) throws(Refusal) {
    let fits = held.withLock { held in
      guard held + bytes <= togetherBytes else { return false }
      held += bytes
      return true
    }
    if !fits { throw .tooMany("Too much is being sent at once; try again later") }
  }

  private func release(_ bytes: Int) { held.withLock { $0 -= bytes } }

  private var tooLarge: Refusal {
    .tooLarge("Body too large: this node takes \(limitBytes) bytes at most")
  }
}

extension Request {
  /// 0 when it is not said.
  fileprivate var declaredLength: Int { headers[.contentLength].flatMap { Int($0) } ?? 0 }
}
