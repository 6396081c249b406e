import ClawLink
import Foundation

/// How the time is counted that a node takes to answer.
extension NodeMirror {
  /// Runs a request and counts the time it took.
  func timed<Value: Sendable>(
    _ request: () async throws(ClawLinkError) -> Value
  ) async throws(ClawLinkError) -> Value {
    let began = now()
    latencies.asked(at: began)
    defer { node.latencies = latencies.samples }
    do {
      let value = try await request()
      let ms = answered(since: began) * 1000
      smoothedLatencyMs = smoothedLatencyMs.map { $0 * 0.8 + ms * 0.2 } ?? ms
      return value
    } catch {
      if error.isAnswer { answered(since: began) }
      throw error
    }
  }

  /// - Returns: seconds.
  @discardableResult
  private func answered(since began: Date) -> TimeInterval {
    let seconds = now().timeIntervalSince(began)
    latencies.answered(after: seconds, at: now())
    return seconds
  }
}

extension ClawLinkError {
  /// Whether the node has answered, though not as was wished.
  fileprivate var isAnswer: Bool {
    switch self {
    case .sessionRefused, .notPermitted, .invalidRequest, .refused, .nodeFault, .answerTooLarge,
      .taskUnknown:
      true
    case .configuration, .unreachable, .noTunnel, .timedOut, .connectionLost, .foreignServer,
      .submitUnconfirmed, .closed, .cancelled:
      false
    }
  }
}
