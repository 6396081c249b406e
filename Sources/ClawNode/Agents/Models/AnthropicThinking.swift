import ClawLink

/// How Anthropic's models are told to think: those up to 4.5 by a number of tokens, which later ones
/// refuse, those from 4.6 on by an effort, which earlier ones refuse.
enum AnthropicThinking {
  static func fields(for request: ModelRequest) -> [String: JSONValue] {
    guard let level = request.thinking, level != .off else { return [:] }
    guard let version = version(of: request.model ?? ""), version >= (4, 6) else {
      let budget = JSONValue.whole(Int64(request.thinkingTokens))
      return ["thinking": ["type": "enabled", "budget_tokens": budget]]
    }
    let effort =
      switch level {
      case .off, .minimal, .low: "low"
      case .medium: "medium"
      case .high: "high"
      case .xhigh: version >= (4, 7) ? "xhigh" : "high"
      }
    return ["thinking": ["type": "adaptive"], "output_config": ["effort": .string(effort)]]
  }

  /// 4.5 of `claude-sonnet-4-5-20250929`, 3.7 of `claude-3-7-sonnet`; `nil` for a name without one,
  /// and for models of others, which know the older way.
  static func version(of model: String) -> (major: Int, minor: Int)? {
    guard let name = model.lowercased().firstRange(of: "claude") else { return nil }
    let words = model[name.upperBound...].split { !$0.isLetter && !$0.isNumber }
    // A longer number is a date.
    let numbers = words.map { $0.count <= 2 ? Int($0) : nil }
    guard let first = numbers.firstIndex(where: { $0 != nil }), let major = numbers[first] else {
      return nil
    }
    return (major, numbers.dropFirst(first + 1).first.flatMap { $0 } ?? 0)
  }
}
