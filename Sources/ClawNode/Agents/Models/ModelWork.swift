import AsyncHTTPClient
import ClawLink
import Foundation
import NIOHTTP1
import Synchronization

/// One task at a model: asks, waits where the upstream has too much to do, and reads the answer.
final class ModelWork: Sendable {
  let upstream: Upstream
  let client: any AgentClient
  let limits: AnswerReader.Limits
  /// What has come so far, also when it comes to nothing.
  let answer: Mutex<Answer>
  let request: ModelRequest
  private let clock: any Clock<Duration>
  let elapsed: @Sendable () -> Duration

  init(
    on request: ModelRequest, at upstream: Upstream, for client: any AgentClient,
    clock: any Clock<Duration>, limits: AnswerReader.Limits
  ) {
    self.request = request
    self.upstream = upstream
    self.client = client
    self.clock = clock
    self.limits = limits
    answer = Mutex(
      Answer(
        metadata: upstream.metadata(of: request), covering: upstream.settings.secrets))
    elapsed = clock.stopwatch()
  }

  /// - Throws: ``AgentFailure``, or `CancellationError` when it was stopped.
  func result() async throws -> AgentResult {
    let limit = upstream.settings.limit
    do {
      let isDone = try await within(limit, by: clock) { try await self.converse() } != nil
      // All of it can be there, and only the connection not have ended.
      guard isDone || answer.withLock({ $0.isWhole }) else {
        throw UpstreamFault("gave no whole answer within \(limit.shown)")
      }
      answer.withLock { $0.end() }
      return result(of: answer.withLock { $0 })
    } catch let fault as UpstreamFault {
      // A connection that we closed ourselves looks like one that broke.
      try Task.checkCancellation()
      throw failure(fault, after: answer.withLock { $0 })
    }
  }

  private func converse() async throws {
    await client.take(.planning)
    let metadata = answer.withLock { $0.metadata }
    if !metadata.isEmpty { await client.take(.metadata(metadata)) }
    await begin()
    var backoff = Backoff()
    while true {
      let response = try await upstream.ask(request)
      guard !(200..<300).contains(response.status.code) else { return try await read(response) }
      let refusal = try await UpstreamRefusal(response)
      guard refusal.isPassing else { throw refusal.fault }
      try await wait(
        refusal, for: refusal.retryAfter ?? .seconds(backoff.failed().rounded(.up)))
    }
  }

  /// An agent that does work of its own says nothing until it is done.
  private func begin() async {
    guard upstream.interface.framing == .whole else {
      return await say("asked \(request.model ?? upstream.kind.rawValue), no word yet")
    }
    await client.take(.running)
    await say("handed to \(upstream.kind.rawValue), which says nothing until it is done")
  }

  private func wait(_ refusal: UpstreamRefusal, for pause: Duration) async throws {
    let limit = upstream.settings.limit
    guard elapsed() + pause < limit else {
      throw UpstreamFault(
        refusal.fault.text
          + ", and would have to be asked again in \(pause.shown): the limit is \(limit.shown)")
    }
    await client.take(.waiting)
    await say("tries again in \(pause.shown): \(refusal.words)")
    try await clock.sleep(for: pause)
    await client.take(.running)
    await say("asked again")
  }

  func say(_ text: String) async {
    await client.take(.message(NodeText(text.covering(upstream.settings.secrets, upTo: 1_000))))
  }
}
