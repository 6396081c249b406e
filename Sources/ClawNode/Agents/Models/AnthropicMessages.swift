import ClawLink

/// `POST {base}/v1/messages` of Anthropic, and of those that speak like it.
struct AnthropicMessages: ModelInterface {
  let path = "/v1/messages"
  let probePath = "/v1/models"
  let framing = AnswerFraming.events

  func headers(for key: BearerToken?) -> [(name: String, value: String)] {
    [("anthropic-version", "2023-06-01")] + (key.map { [("x-api-key", $0.secret)] } ?? [])
  }

  func body(of request: ModelRequest) -> JSONValue {
    var body: [String: JSONValue] = [
      "model": .string(request.model ?? ""),
      "system": .string(ModelRequest.system),
      "messages": [["role": "user", "content": .string(request.prompt)]],
      "max_tokens": .whole(Int64(request.maxTokens)),
      "stream": true,
    ]
    body.merge(AnthropicThinking.fields(for: request)) { $1 }
    return .object(body)
  }

  func fold(_ event: JSONValue, into answer: inout Answer) throws(UpstreamFault) {
    switch event["type"]?.text?.raw {
    case "message_start":
      if let message = event["message"] { take(message, into: &answer) }
    case "content_block_start":
      if let block = event["content_block"] { take(block: block, into: &answer) }
    case "content_block_delta":
      if let delta = event["delta"] { take(block: delta, into: &answer) }
    case "message_delta":
      if let delta = event["delta"] { take(delta, into: &answer) }
      answer.count(Self.usage(of: event))
    case "message_stop": answer.end()
    case "error": throw .reported(by: event)
    default: break
    }
  }

  func read(_ whole: JSONValue, into answer: inout Answer) throws(UpstreamFault) {
    guard case .array(let blocks)? = whole["content"] else { throw .reported(by: whole) }
    for block in blocks { take(block: block, into: &answer) }
    take(whole, into: &answer)
  }

  /// A block, a beginning or a piece of one. Thoughts are no part of the answer.
  private func take(block: JSONValue, into answer: inout Answer) {
    answer.say(block["text"]?.text)
    answer.think(block["thinking"]?.text)
  }

  /// What stands beside the text.
  private func take(_ message: JSONValue, into answer: inout Answer) {
    answer.note("model", message["model"])
    answer.count(Self.usage(of: message))
    guard let reason = message["stop_reason"], reason.text != nil else { return }
    answer.note("stop_reason", reason)
    answer.isCut = reason == "max_tokens"
    answer.isWhole = true
  }

  private static func usage(of message: JSONValue) -> [String: JSONValue] {
    message["usage"]?.numbers([
      "input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens",
    ]) ?? [:]
  }
}
