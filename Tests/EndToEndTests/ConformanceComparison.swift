import Foundation
import TestSupport

/// Says in what a node's answer differs from the recorded one, leaving out what differs by nature.
struct ConformanceComparison {
  let exchange: RecordedExchange
  /// What was recorded, with the ids of this node.
  let body: Data
  /// Where it would lead at this node.
  let location: String?

  func differences(in answer: RawAnswer) -> [String] {
    let recorded = exchange.response
    guard answer.status == recorded.status else {
      let said = String(decoding: answer.body.prefix(500), as: UTF8.self)
      return ["status \(answer.status) instead of \(recorded.status): \(said)"]
    }
    return headerDifferences(answer) + bodyDifferences(answer.body)
  }

  private func headerDifferences(_ answer: RawAnswer) -> [String] {
    let headers = exchange.response.headers
    let expected = [
      "content-type": headers["content-type"], "allow": headers["allow"], "location": location,
    ]
    return expected.compactMap { name, value in
      let given = answer.headers[name]
      return given == value ? nil : "\(name) is \(given ?? "-") instead of \(value ?? "-")"
    }
  }

  private func bodyDifferences(_ given: Data) -> [String] {
    if body.isEmpty || given.isEmpty {
      return body.isEmpty == given.isEmpty ? [] : ["\(given.count) bytes, not \(body.count)"]
    }
    guard let recorded = JSONTree(body), let tree = JSONTree(given) else {
      return body == given ? [] : ["a body that is no JSON differs"]
    }
    if exchange.response.status >= 400 {
      return recorded.withoutLinks == tree.withoutLinks
        ? [] : ["\(tree.withoutLinks) instead of \(recorded.withoutLinks)"]
    }
    return JSONShape.differences(
      in: tree, from: sample(for: tree) ?? recorded, additions: additions)
      + wordDifferences(tree, recorded) + eventDifferences(tree)
      + taskDifferences(TaskAnswer(given), TaskAnswer(body))
  }

  private var additions: Set<String> {
    exchange.request.path == "/health" ? ConformanceList.healthAdditions : []
  }

  /// For events where the real node had none, those that it gave elsewhere.
  private func sample(for events: JSONTree) -> JSONTree? {
    guard ConformanceList.neverWrittenThere.contains(exchange.name), events != .array([]) else {
      return nil
    }
    return (try? RecordedExchange.named("audit-limit-1")).flatMap { JSONTree($0.response.body) }
  }

  /// Members whose values every node must give alike, ids being replaced.
  private func wordDifferences(_ tree: JSONTree, _ recorded: JSONTree) -> [String] {
    if exchange.request.path.hasSuffix("/skills") {
      return tree == recorded ? [] : ["the skills are others"]
    }
    return ["status", "session_id", "user_id", "task_id", "execution_uuid"].compactMap { name in
      tree[name] == recorded[name] ? nil : "\(name) is \(tree[name] as Any)"
    }
  }
}

/// Tasks.
extension ConformanceComparison {
  private func taskDifferences(_ task: TaskAnswer?, _ recorded: TaskAnswer?) -> [String] {
    guard let recorded else { return [] }
    guard let task else { return ["no task's state"] }
    var found = task.contradictions
    if !states(after: recorded).contains(task.state) {
      found.append("\(task.state) instead of \(recorded.state)")
    }
    if recorded.isOfTheNodesMaking, task.error != recorded.error {
      found.append("error '\(task.error ?? "-")' instead of '\(recorded.error ?? "-")'")
    }
    return found
  }

  /// The states that the contract allows where the real node said that one. It shows no state
  /// between pending and the end, though its documents have them.
  private func states(after recorded: TaskAnswer) -> Set<String> {
    if exchange.request.method == "POST" { return ["pending"] }
    if recorded.state == "pending" { return TaskAnswer.inWork.union(["pending"]) }
    if recorded.isOfTheNodesMaking { return [recorded.state] }
    // How an upstream's work ends is not the node's.
    return ["completed", "failed"]
  }
}

/// Audit events.
extension ConformanceComparison {
  /// Which events there are differs by what was done, but they must be those that were asked for.
  private func eventDifferences(_ tree: JSONTree) -> [String] {
    guard exchange.request.path.hasPrefix("/api/audit/"), let events = tree.array else { return [] }
    let query = exchange.request.query
    var found: [String] = []
    for filter in ["event_type", "resource_type", "user_id"] {
      guard let wanted = query[filter], !wanted.isEmpty else { continue }
      if events.contains(where: { $0[filter]?.text != wanted }) {
        found.append("an event whose \(filter) is not \(wanted)")
      }
    }
    let limit = query["limit"].flatMap { Int($0) } ?? 100
    if events.count > limit { found.append("\(events.count) events, more than \(limit)") }
    return found
  }
}

extension TaskAnswer {
  /// Whether the node says that, and no upstream of it.
  fileprivate var isOfTheNodesMaking: Bool {
    guard let error else { return false }
    return state == "cancelled" || isUnknownToNode || error.hasPrefix("Unknown agent type: ")
      || error.hasSuffix("' not available or not configured")
  }
}

extension JSONTree {
  /// Without the links that the real node's library puts beside each fault.
  fileprivate var withoutLinks: JSONTree {
    guard case .object(var members) = self, let faults = members["detail"]?.array else {
      return self
    }
    members["detail"] = .array(
      faults.map { fault in
        guard case .object(var parts) = fault else { return fault }
        parts["url"] = nil
        return .object(parts)
      })
    return .object(members)
  }
}
