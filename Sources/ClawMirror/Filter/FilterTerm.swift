import ClawLink
import Foundation

/// One term of a filter.
struct FilterTerm: Sendable, Equatable {
  let isNegated: Bool
  let test: FilterTest

  private init(_ word: FilterWord, saved: SavedFilters) throws(TaskFilter.Fault) {
    isNegated = word.isNegated
    if let saved = try saved.test(for: word) { test = saved } else { test = try FilterTest(word) }
  }

  /// The terms of a filter as it is written.
  static func terms(
    of text: String, saved: SavedFilters
  ) throws(TaskFilter.Fault) -> [FilterTerm] {
    try FilterWord.words(of: text).map { word throws(TaskFilter.Fault) in
      try FilterTerm(word, saved: saved)
    }
  }

  /// Whether it stands for no term at all.
  var isEmpty: Bool {
    guard case .saved(let terms) = test else { return false }
    return !isNegated && terms.allSatisfy(\.isEmpty)
  }

  func matches(_ record: TaskRecord, on node: NodeRecord, at now: Date) -> Bool {
    test.holds(for: record, on: node, at: now) != isNegated
  }
}

/// What a term asks of a task.
enum FilterTest: Sendable, Equatable {
  case text(FilterPattern)
  case agent([FilterPattern])
  case node([FilterPattern])
  case id([FilterPattern])
  /// By the last state that the node said. A lost task is in none.
  case state(Set<TaskStatus>)
  case mark(Set<String>)
  case who([FilterPattern])
  case meta(key: String, [FilterPattern])
  case age(isMore: Bool, TimeSpan)
  case kind(Set<TaskKind>)
  /// All of these.
  case saved([FilterTerm])

  var dependsOnTime: Bool {
    switch self {
    case .age, .mark: true
    case .text, .agent, .node, .id, .state, .who, .meta, .kind: false
    case .saved(let terms): terms.contains(where: \.test.dependsOnTime)
    }
  }

  func holds(for record: TaskRecord, on node: NodeRecord, at now: Date) -> Bool {
    switch self {
    case .text(let pattern): record.texts.contains { pattern.matches($0) }
    case .agent(let patterns): patterns.contains { $0.matches(record.agent.raw) }
    case .node(let patterns): patterns.contains { $0.matches(node.name.text) }
    case .id(let patterns): patterns.contains { $0.matches(record.key.id.text.raw) }
    case .state(let states): record.isSeen && !record.isLost && states.contains(record.status)
    case .mark(let names): record.marks(on: node, at: now).contains { names.contains($0.name) }
    case .who(let patterns):
      patterns.contains { pattern in record.names(on: node).contains { pattern.matches($0) } }
    case .meta(let key, let patterns):
      record.context?[key]?.filterText.map { text in patterns.contains { $0.matches(text) } }
        ?? false
    case .age(let isMore, let span):
      isMore
        ? now.timeIntervalSince(record.submittedAt) > span.seconds
        : now.timeIntervalSince(record.submittedAt) < span.seconds
    case .kind(let kinds): kinds.contains { $0.holds(for: record, on: node, at: now) }
    case .saved(let terms): terms.allSatisfy { $0.matches(record, on: node, at: now) }
    }
  }
}

extension TaskRecord {
  /// What a word without a key is looked for in.
  fileprivate var texts: [String] {
    [key.id.text, title, prompt, agent, message, error].compactMap { $0?.raw }
  }

  /// What one may call who submitted it: by name, `anonymous`, and `me`.
  fileprivate func names(on node: NodeRecord) -> [String] {
    let user =
      switch submitter {
      case .us: ownUser
      case .other(let other): other
      }
    let name = user.flatMap { $0.isEmpty ? nil : $0.raw } ?? "anonymous"
    return isOwn(on: node) ? [name, "me"] : [name]
  }
}

extension JSONValue {
  /// A value of metadata as one would write it; `nil` for what has parts.
  fileprivate var filterText: String? {
    switch self {
    case .string(let text): text.raw
    case .bool(let bool): String(bool)
    case .number(let number): Int64(exactly: number).map { String($0) } ?? String(number)
    case .integer(let number): String(number)
    case .null: "null"
    case .array, .object: nil
    }
  }
}
