import ClawLink

/// The states of tasks as answers.
extension TaskEngine {
  /// What ``state(of:caller:)`` says, encoded.
  nonisolated func stateAnswer(
    of id: TaskID, caller: Caller
  ) async throws(Refusal) -> RouteAnswer {
    if let answer = try await liveAnswer(of: id, caller: caller) { return answer }
    // The result can be long: nobody else waits until it is read and encoded.
    let ended = await withTaskExecutorPreference(globalConcurrentExecutor) {
      await endedAnswer(of: id, caller: caller)
    }
    return try ended.get()
  }

  private nonisolated func endedAnswer(
    of id: TaskID, caller: Caller
  ) async -> Result<RouteAnswer, Refusal> {
    do throws(Refusal) {
      return .success(.json(try await state(of: id, caller: caller)))
    } catch {
      return .failure(error)
    }
  }

  /// A live task is asked for again and again between two changes: it is encoded once.
  private func liveAnswer(of id: TaskID, caller: Caller) throws(Refusal) -> RouteAnswer? {
    _ = try principal(caller, with: "task:view")
    if let answer = answers[id] { return answer }
    guard let task = live[id] else { return nil }
    let answer = RouteAnswer.json(task.state)
    answers[id] = answer
    return answer
  }
}
