import ClawLink

/// `POST {base}/execute` of OpenDevin and Goose: no stream, and a result of any kind.
struct ExecuteEndpoint: ModelInterface {
  let path = "/execute"
  let probePath = ""
  let framing = AnswerFraming.whole

  /// Bytes of its metadata that are kept; they stand beside every state of the task.
  private static let metadataLimit = 65_536

  func body(of request: ModelRequest) -> JSONValue {
    var context = request.context
    if let model = request.model { context["model"] = .string(model) }
    return ["prompt": .string(request.prompt), "context": .object(context)]
  }

  func fold(_ event: JSONValue, into answer: inout Answer) throws(UpstreamFault) {
    try read(event, into: &answer)
  }

  func read(_ whole: JSONValue, into answer: inout Answer) throws(UpstreamFault) {
    guard let result = whole["result"] else { throw .reported(by: whole) }
    if result == .null, let error = whole["error"], error != .null { throw .reported(by: whole) }
    if let text = result.text {
      answer.say(text)
    } else {
      answer.value = result
    }
    guard let metadata = whole["metadata"]?.object else { return }
    let bytes = JSONWriter.data(of: .object(metadata)).count
    answer.metadata.merge(
      bytes <= Self.metadataLimit
        ? metadata : ["metadata": .string("left out: \(bytes.grouped) bytes")]
    ) { $1 }
  }
}
