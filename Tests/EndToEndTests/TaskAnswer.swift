import Foundation

/// A task's state as a node says it.
struct TaskAnswer: Sendable, Equatable, Decodable {
  let state: String
  let success: Bool
  let result: String?
  let error: String?
  let executionTime: Double?
  let metadata: [String: JSONTree]?

  private enum CodingKeys: String, CodingKey {
    case state, success, result, error, metadata
    case executionTime = "execution_time"
  }

  /// `nil` for what is no such answer.
  init?(_ body: Data) {
    guard let answer = try? JSONDecoder().decode(Self.self, from: body) else { return nil }
    self = answer
  }

  static let inWork: Set = ["planning", "running", "waiting"]

  var isInWork: Bool { Self.inWork.contains(state) }
  var isFinal: Bool { state != "pending" && !isInWork }
  var isUnknownToNode: Bool { error == "Task not found" && executionTime == nil }

  /// What does not go together, by the contract's table of the states.
  var contradictions: [String] {
    var found: [String] = []
    func expect(_ isSo: Bool, _ said: String) {
      if !isSo { found.append("\(state), but \(said)") }
    }
    expect(success == (state == "completed"), "success is \(success)")
    expect(result == nil || state == "completed", "there is a result")
    let hasFailed = state == "failed" || state == "cancelled"
    expect((error != nil) == hasFailed, "error is \(error ?? "null")")
    let hasWorked = state == "completed" || state == "failed" && !isUnknownToNode
    expect((executionTime != nil) == hasWorked, "execution_time is \(executionTime as Any)")
    if !hasWorked, !isUnknownToNode {
      expect(metadata?["submitted_at"]?.text != nil, "metadata has no submitted_at")
    }
    return found
  }
}
