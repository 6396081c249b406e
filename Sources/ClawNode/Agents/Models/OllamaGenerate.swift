import ClawLink

/// `POST {base}/api/generate` of Ollama.
///
/// No system line is sent: it would replace the one that the model was made with. A limit of tokens
/// is, since a model that repeats itself would go on until the time is up.
struct OllamaGenerate: ModelInterface {
  let path = "/api/generate"
  let probePath = "/api/tags"
  let framing = AnswerFraming.lines

  func body(of request: ModelRequest) -> JSONValue {
    var body: [String: JSONValue] = [
      "model": .string(request.model ?? ""),
      "prompt": .string(request.prompt),
      "stream": true,
      "options": ["num_predict": .whole(Int64(request.maxTokens))],
    ]
    if let think = Self.think(request.thinking) { body["think"] = think }
    return .object(body)
  }

  /// Only where a level is given: a model that cannot think refuses the field.
  private static func think(_ level: ThinkingLevel?) -> JSONValue? {
    switch level {
    case nil: nil
    case .off: false
    case .minimal, .low: "low"
    case .medium: "medium"
    case .high, .xhigh: "high"
    }
  }

  func fold(_ event: JSONValue, into answer: inout Answer) throws(UpstreamFault) {
    if let error = event["error"], error != .null { throw .reported(by: event) }
    answer.say(event["response"]?.text)
    answer.think(event["thinking"]?.text)
    answer.note("model", event["model"])
    guard event["done"] == true else { return }
    if let count = event["prompt_eval_count"], count.number != nil {
      answer.count(["input_tokens": count])
    }
    if let count = event["eval_count"], count.number != nil {
      answer.count(["output_tokens": count])
    }
    answer.note("done_reason", event["done_reason"])
    answer.isCut = event["done_reason"] == "length"
    answer.end()
  }

  func read(_ whole: JSONValue, into answer: inout Answer) throws(UpstreamFault) {
    guard whole["response"] != nil else { throw .reported(by: whole) }
    try fold(whole, into: &answer)
  }
}
