import ClawLink

extension FilterTest {
  /// Several states under one name.
  private static let groups: [String: [TaskStatus]] = [
    "live": [.pending, .planning, .running, .waiting], "ended": [.completed, .failed, .cancelled],
  ]

  init(_ word: FilterWord) throws(TaskFilter.Fault) {
    guard let (key, sign, value) = word.split(at: [":", "<", ">"]) else {
      guard !word.text.isEmpty else {
        throw TaskFilter.Fault(word.isNegated ? "!" : "\"\"", "nothing is to be looked for")
      }
      self = .text(
        FilterPattern(text: word.pattern.text, opensAtStart: true, opensAtEnd: true))
      return
    }
    let name = key.lowercased().hasPrefix("meta.") ? "meta." + key.dropFirst(5) : key.lowercased()
    if sign == ":" {
      // Of an unset variable in a script nothing is left: that is no wish for everything.
      guard value.values.allSatisfy({ !$0.text.isEmpty || $0.hasQuotes && name.hasPrefix("meta.") })
      else { throw TaskFilter.Fault(word.text, "a value is missing behind ':'") }
      try self.init(key: name, values: value.values, of: word)
    } else {
      try self.init(key: name, isMore: sign == ">", than: value, of: word)
    }
  }

  private init(
    key: String, values: [FilterWord], of word: FilterWord
  ) throws(TaskFilter.Fault) {
    let patterns = values.map(\.pattern)
    switch key {
    case "agent": self = .agent(patterns)
    case "node": self = .node(patterns)
    case "id":
      self = .id(
        patterns.map {
          FilterPattern(text: $0.text, opensAtStart: $0.opensAtStart, opensAtEnd: true)
        })
    case "who": self = .who(patterns)
    case "state": self = .state(try Self.states(values, of: word))
    case "mark": self = .mark(try Self.marks(values, of: word))
    case "is": self = .kind(try Self.kinds(values, of: word))
    case "age": throw TaskFilter.Fault(word.text, "compare with age>1h or age<10m")
    case _ where key.hasPrefix("meta.") && key.count > 5:
      self = .meta(key: String(key.dropFirst(5)), patterns)
    default:
      throw TaskFilter.Fault(
        word.text,
        UnknownWord("key", key, known: TaskFilter.keys).message
          + "; in quotes it is looked for as it is")
    }
  }

  private init(
    key: String, isMore: Bool, than value: FilterWord, of word: FilterWord
  ) throws(TaskFilter.Fault) {
    guard key == "age" else {
      throw TaskFilter.Fault(word.text, "only age is compared: age>1h, age<10m")
    }
    guard let span = TimeSpan(value.text) else {
      throw TaskFilter.Fault(word.text, "that is no length of time: \(TimeSpan.hint)")
    }
    self = .age(isMore: isMore, span)
  }

  private static func states(
    _ values: [FilterWord], of word: FilterWord
  ) throws(TaskFilter.Fault) -> Set<TaskStatus> {
    let single = TaskStatus.known.map { ($0.name.raw, [$0]) }
    let known = groups.merging(single) { $1 }
    let names = try Self.names(
      values, "state", known: single.map(\.0) + groups.keys.sorted(), of: word)
    return Set(names.flatMap { known[$0] ?? [] })
  }

  private static func marks(
    _ values: [FilterWord], of word: FilterWord
  ) throws(TaskFilter.Fault) -> Set<String> {
    Set(try names(values, "mark", known: Mark.names, of: word))
  }

  private static func kinds(
    _ values: [FilterWord], of word: FilterWord
  ) throws(TaskFilter.Fault) -> Set<TaskKind> {
    let names = try names(values, "kind", known: TaskFilter.kinds, of: word)
    return Set(names.compactMap { TaskKind(rawValue: $0) })
  }

  private static func names(
    _ values: [FilterWord], _ kind: String, known: [String], of word: FilterWord
  ) throws(TaskFilter.Fault) -> [String] {
    try values.map { value throws(TaskFilter.Fault) in
      let name = value.text.lowercased()
      guard known.contains(name) else {
        throw TaskFilter.Fault(
          word.text, UnknownWord(kind, value.text, known: known).message)
      }
      return name
    }
  }
}
