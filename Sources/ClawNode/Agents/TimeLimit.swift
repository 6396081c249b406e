/// Does some work within a limit of time; `nil` where that is over first. The work is cancelled then.
func within<Value: Sendable>(
  _ limit: Duration, by clock: any Clock<Duration>,
  _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value? {
  try await withThrowingTaskGroup(of: Value?.self) { group in
    group.addTask { try await work() }
    group.addTask {
      try await clock.sleep(for: limit)
      return nil
    }
    defer { group.cancelAll() }
    return try await group.next() ?? nil
  }
}

extension Duration {
  /// `300 s`, `0.5 s`.
  var shown: String {
    let (seconds, attoseconds) = components
    if attoseconds == 0 { return "\(Int(seconds).grouped) s" }
    return "\(Double(seconds) + Double(attoseconds) / 1e18) s"
  }
}
