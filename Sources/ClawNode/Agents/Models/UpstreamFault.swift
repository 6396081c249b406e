import ClawLink

/// What went wrong with an upstream, as a sentence without its subject: `answered 404: no such model`.
struct UpstreamFault: Error, Equatable {
  let text: String
  /// Why there was no connection, where that is what went wrong.
  var reason: String?

  /// Characters of what an upstream says. It is cut for people once keys are covered in it: half a key
  /// is not found.
  static let longest = 65_536

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
      return UpstreamFault(
        "sent no answer: \(value.asText?.shown(upTo: UpstreamFault.longest) ?? "null")")
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
      return error.flatMap { $0 == .null ? nil : $0.asText?.shown(upTo: UpstreamFault.longest) }
    }
    let type = error?["type"]?.text.map { $0.shown(upTo: UpstreamFault.longest) + ": " } ?? ""
    return type + words.shown(upTo: UpstreamFault.longest)
  }
}
