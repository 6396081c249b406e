import AsyncHTTPClient
import ClawLink
import NIOCore
import NIOHTTP1
import Synchronization

/// What a model says.
extension ModelWork {
  /// Between two words of how far it is: each becomes an entry of the task's history, and bytes on the
  /// line of who watches.
  private static let pause = Duration.seconds(2)

  /// Reads an answer to its end, and tells how far it is.
  func read(_ response: HTTPClientResponse) async throws {
    let type = response.headers.mediaType
    if type == "text/html" {
      throw UpstreamFault("answers with a web page: is the address the right one?")
    }
    var reader = AnswerReader(upstream.interface, mediaType: type, limits: limits)
    var toldAt: Duration?
    var isRunning = false
    do {
      for try await buffer in response.body {
        try answer.withLock { try reader.add(buffer.readableBytesView, to: &$0) }
        let (progress, isOver, hasBegun) = answer.withLock {
          ($0.progress, $0.isOver, $0.characters > 0)
        }
        if hasBegun, !isRunning {
          await client.take(.running)
          (isRunning, toldAt) = (true, nil)
        }
        if let progress, toldAt.map({ elapsed() - $0 >= Self.pause }) ?? true {
          await say(progress)
          toldAt = elapsed()
        }
        if isOver { break }
      }
    } catch let fault as UpstreamFault {
      throw fault
    } catch {
      // The answer is there; only what would have come behind it is not.
      guard answer.withLock({ $0.isWhole }) else {
        throw UpstreamClient.fault(error) ?? UpstreamFault("broke off in the middle of its answer")
      }
    }
    try answer.withLock { try reader.finish(&$0) }
    if answer.withLock({ $0.isCut }) {
      await say("the answer was cut at max_tokens (\(request.maxTokens.grouped))")
    }
  }

  func result(of answer: Answer) -> AgentResult {
    let secrets = upstream.settings.secrets
    let metadata = answer.metadata.mapValues { $0.covering(secrets) }
    guard let value = answer.value else {
      return AgentResult(NodeText(answer.text), metadata: metadata)
    }
    return AgentResult(value.covering(secrets), metadata: metadata)
  }

  /// One line that says what went wrong, and below it what had come by then.
  func failure(_ fault: UpstreamFault, after answer: Answer) -> AgentFailure {
    let secrets = upstream.settings.secrets
    let beginning = answer.beginning(covering: secrets)
    let rest = beginning.isEmpty ? "" : "\nWhat came so far:\n\(beginning)"
    return AgentFailure(
      "\(upstream.name) \(fault.text)".covering(secrets, upTo: 1_200) + rest,
      metadata: answer.metadata.mapValues { $0.covering(secrets) })
  }
}

extension JSONValue {
  /// Without these secrets.
  fileprivate func covering(_ secrets: [BearerToken]) -> JSONValue {
    switch self {
    case .string(let text): .string(text.raw.covering(secrets))
    case .array(let elements): .array(elements.map { $0.covering(secrets) })
    case .object(let members):
      .object(
        Dictionary(
          members.map { ($0.key.covering(secrets), $0.value.covering(secrets)) }
        ) { $1 })
    case .null, .bool, .number, .integer: self
    }
  }
}
