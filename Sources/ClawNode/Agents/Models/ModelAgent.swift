public import ClawLink
import Foundation

/// An agent that passes its tasks to a model, and gives the model's answer as their result.
public struct ModelAgent: Agent {
  public let info: AgentInfo
  private let upstream: Upstream
  private let clock: any Clock<Duration>
  private let limits: AnswerReader.Limits
  private let known: CachedAvailability

  /// - Parameters:
  ///   - client: one for all agents of a node.
  ///   - clock: what limits and waits are measured by.
  public init(
    _ kind: ModelKind, _ settings: ModelSettings, over client: UpstreamClient,
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.init(kind, settings, over: client, clock: clock, limits: AnswerReader.Limits())
  }

  init(
    _ kind: ModelKind, _ settings: ModelSettings, over client: UpstreamClient,
    clock: any Clock<Duration>, limits: AnswerReader.Limits
  ) {
    info = kind.info(isConfigured: true)
    let upstream = Upstream(kind: kind, settings: settings, client: client)
    self.upstream = upstream
    self.clock = clock
    self.limits = limits
    known = CachedAvailability(goodFor: upstream.goodFor, clock: clock) {
      await upstream.availability(by: clock)
    }
  }

  public var aliases: [String] { upstream.kind.aliases }
  public var atOnce: Int? { upstream.settings.atOnce }

  public func availability() async -> AgentAvailability { await known.value() }

  public func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult {
    let request = try ModelRequest(job, kind: upstream.kind, settings: upstream.settings)
    let work = ModelWork(
      on: request, at: upstream, for: client, clock: clock, limits: limits)
    return try await work.result()
  }
}
