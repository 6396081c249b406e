import ClawLink

/// What went wrong with an upstream, as a sentence without its subject: `answered 404: no such model`.
struct UpstreamFault: Error, Equatable {
  let text: String
  /// Why there was no connection, where that is what went wrong.
  var reason: String?

  init(_ text: String) {
    self.text = text
  }

  static func unreachable(_ reason: String) -> UpstreamFault {
    var fault = UpstreamFault("cannot be reached: \(reason)")
    fault.reason = reason
    return fault
  }

  /// What an upstream says went wrong, in place of an answer.
  static func reported(by value: JSONValue) -> UpstreamFault {
    guard let text = value.errorText else {
      return UpstreamFault("sent no answer: \(value.asText?.shown(upTo: 200) ?? "null")")
    }
    return UpstreamFault("reported an error: \(text)")
  }
}

extension JSONValue {
  /// What an upstream says went wrong, in any of the forms that ours have; `nil` where it says nothing.
  var errorText: String? {
    let error = self["error"]
    let words =
      error?.text ?? error?["message"]?.text ?? self["detail"]?.text
      ?? self["message"]?.text
    guard let words, !words.isEmpty else {
      return error.flatMap { $0 == .null ? nil : $0.asText?.shown(upTo: 1_000) }
    }
    let type = error?["type"]?.text.map { $0.shown(upTo: 100) + ": " } ?? ""
    return type + words.shown(upTo: 1_000)
  }
}
