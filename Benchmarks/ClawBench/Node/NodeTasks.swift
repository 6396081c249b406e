import Foundation

/// A node's tasks, over a connection that is not measured.
struct NodeTasks {
  let port: Int

  /// Submits a task of the demo agent and gives its id.
  func submit(prompt: String) throws -> String {
    struct Answer: Decodable {
      let taskID: String

      private enum CodingKeys: String, CodingKey {
        case taskID = "task_id"
      }
    }
    return try answer(to: .submit(prompt: prompt), as: Answer.self).taskID
  }

  /// Submits some, one by one, and gives their ids.
  @discardableResult
  func submit(_ count: Int, prompt: String) throws -> [String] {
    try (0..<count).map { _ in try submit(prompt: prompt) }
  }

  /// Submits many, as fast as the node takes them.
  func submit(_ count: Int, seconds: Int) throws {
    _ = try Load(
      port: port, request: .submit(seconds: seconds), connections: 10, requests: count / 10
    ).run()
  }

  /// Waits until that many are in a state, no longer than a minute.
  func wait(for count: Int, in state: String) throws {
    struct Answer: Decodable { let counts: [String: Int] }
    for _ in 0..<600 {
      let counts = try answer(to: .health, as: Answer.self).counts
      if counts[state, default: 0] >= count { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw BenchFault.unexpected("after a minute not \(count) tasks are \(state)")
  }

  private func answer<Answer: Decodable>(
    to request: WireRequest, as type: Answer.Type
  ) throws -> Answer {
    let connection = try WireConnection(port: port)
    try connection.exchange(request)
    return try JSONDecoder().decode(type, from: Data(connection.body))
  }
}
