import ClawLink

/// `POST {base}/chat/completions` of OpenAI, and of the many that speak like it.
struct OpenAIChat: ModelInterface {
  let path = "/chat/completions"
  let probePath = "/models"
  let framing = AnswerFraming.events
  let endMark: String? = "[DONE]"

  func body(of request: ModelRequest) -> JSONValue {
    var body: [String: JSONValue] = [
      "model": .string(request.model ?? ""),
      "messages": [
        ["role": "system", "content": .string(ModelRequest.system)],
        ["role": "user", "content": .string(request.prompt)],
      ],
      "max_completion_tokens": .whole(Int64(request.maxTokens)),
      "stream": true,
      "stream_options": ["include_usage": true],
    ]
    if let effort = Self.effort(request.thinking) { body["reasoning_effort"] = effort }
    return .object(body)
  }

  /// Current models have no `minimal` any more, and think by themselves unless told `none`.
  private static func effort(_ level: ThinkingLevel?) -> JSONValue? {
    switch level {
    case nil: nil
    case .off: "none"
    case .minimal, .low: "low"
    case .medium: "medium"
    case .high: "high"
    case .xhigh: "xhigh"
    }
  }

  func fold(_ event: JSONValue, into answer: inout Answer) throws(UpstreamFault) {
    if let error = event["error"], error != .null { throw .reported(by: event) }
    take(event, saying: "delta", into: &answer)
  }

  func read(_ whole: JSONValue, into answer: inout Answer) throws(UpstreamFault) {
    guard whole["choices"]?.first != nil else { throw .reported(by: whole) }
    take(whole, saying: "message", into: &answer)
  }

  /// Of several choices the first is the answer. The last chunk has counts and no choice.
  private func take(_ chunk: JSONValue, saying key: String, into answer: inout Answer) {
    answer.note("model", chunk["model"])
    answer.count(
      chunk["usage"]?.numbers(["prompt_tokens", "completion_tokens", "total_tokens"]) ?? [:])
    guard let choice = chunk["choices"]?.first, choice["index"]?.number ?? 0 == 0 else { return }
    let said = choice[key]
    answer.say(said?["content"]?.text ?? said?["refusal"]?.text)
    // Two spellings of those who show what their models think.
    answer.think(said?["reasoning_content"]?.text ?? said?["reasoning"]?.text)
    guard let reason = choice["finish_reason"], reason.text != nil else { return }
    answer.note("finish_reason", reason)
    answer.isCut = reason == "length"
    answer.isWhole = true
  }
}
