/// Lets one go after the other, in the order in which they came. What has begun is not stopped.
actor Turns {
  private var last: Task<Void, Never>?

  func take<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
    let before = last
    let turn = Task {
      await before?.value
      return await body()
    }
    last = Task { _ = await turn.value }
    return await turn.value
  }
}
