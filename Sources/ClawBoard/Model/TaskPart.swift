import ClawLink
import ClawMirror

/// What can be copied of a task.
enum TaskPart: String, Sendable, CaseIterable {
  case id, prompt, result, diff, error
  /// A line for a shell that asks the node for the task's state.
  case curl = "curl line"

  init?(_ action: Action) {
    switch action {
    case .copyID: self = .id
    case .copyPrompt: self = .prompt
    case .copyResult: self = .result
    case .copyDiff: self = .diff
    case .copyError: self = .error
    case .copyCurl: self = .curl
    default: return nil
    }
  }

  /// Why there is none.
  func absence(in record: TaskRecord) -> String {
    switch self {
    case .prompt: "the prompt is not known: a node does not tell those of others"
    case .result where record.isLive: "there is no result yet: the task goes on"
    case .id, .result, .diff, .error: "the task has no \(rawValue)"
    case .curl: "\(record.key.node) has no address that curl could ask"
    }
  }
}

extension Model {
  /// As it was written, whatever the screen makes of it: with its lines and tabs, and nothing in it
  /// that a terminal could act on. `nil` where there is none.
  func text(of part: TaskPart, of record: TaskRecord) -> String? {
    let text: String? =
      switch part {
      case .id: record.key.id.text.shown
      case .prompt: record.prompt?.shownLines
      case .result: record.result?.shownLines
      case .diff: record.diff?.shownLines
      case .error: record.error?.shownLines
      case .curl: curlLine(for: record.key)
      }
    return text?.isEmpty == true ? nil : text
  }

  private func curlLine(for key: TaskKey) -> String? {
    guard let url = nodes[key.node]?.url, let address = try? NodeAddress(url) else { return nil }
    return CurlLine(
      address: address, id: key.id, hasToken: settings.withToken.contains(key.node)
    ).text
  }
}
