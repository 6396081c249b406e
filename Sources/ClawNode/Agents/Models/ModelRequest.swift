import ClawLink

/// What a model is asked.
struct ModelRequest: Sendable, Equatable {
  let prompt: String
  let context: [String: JSONValue]
  /// `nil` where the upstream chooses.
  let model: String?
  /// `nil` where nobody said: the model does as it does by itself.
  let thinking: ThinkingLevel?
  private let answerTokens: Int

  /// Who the model is to be, for those that take such a line.
  static let system =
    "You work on tasks of software developers. Do what the task says and answer with its result."

  /// - Throws: ``AgentFailure`` for a model or a level of thinking in the context that is none.
  init(_ job: AgentJob, kind: ModelKind, settings: ModelSettings) throws(AgentFailure) {
    prompt = job.prompt.raw
    context = job.context
    let named = try Self.text("model", in: job.context)
    model =
      [named, settings.model].compactMap { $0?.trimmed }.first { !$0.isEmpty }
      ?? kind.standardModel
    // It stands in messages and in metadata.
    guard model?.utf8.count ?? 0 <= 200 else {
      throw AgentFailure("model: a name of more than 200 bytes is none")
    }
    answerTokens = settings.maxTokens
    do {
      thinking = try Self.text("thinking", in: job.context).map(ThinkingLevel.init(parsing:))
    } catch let fault as ClawLinkError {
      throw AgentFailure(fault.description)
    } catch let failure as AgentFailure {
      throw failure
    } catch {
      throw AgentFailure("thinking: \(error)")
    }
  }

  /// Tokens for thinking before the answer: at least the 1,024 that Anthropic wants.
  var thinkingTokens: Int {
    switch thinking {
    case nil, .off: 0
    case .minimal: 1_024
    case .low: 2_048
    case .medium: 8_192
    case .high: 16_384
    case .xhigh: 32_768
    }
  }

  /// Tokens of thoughts and answer together: a model that thinks shall not have less left to say.
  var maxTokens: Int { answerTokens + thinkingTokens }

  private static func text(
    _ key: String, in context: [String: JSONValue]
  ) throws(AgentFailure) -> String? {
    switch context[key] {
    case nil, .null: return nil
    case .string(let text): return text.raw
    case let value?:
      throw AgentFailure("\(key): '\(value.asText?.shown(upTo: 100) ?? "")' is no text")
    }
  }
}
