/// Compares which members there are and of which kind, not their values.
struct JSONShape {
  private var found: [String] = []

  /// - Parameter additions: members that the answer itself may have besides.
  static func differences(
    in tree: JSONTree, from recorded: JSONTree, additions: Set<String>
  ) -> [String] {
    var shape = JSONShape()
    shape.compare(tree, recorded, member: "", additions: additions)
    return shape.found
  }

  private mutating func compare(
    _ tree: JSONTree, _ recorded: JSONTree, member: String, additions: Set<String> = []
  ) {
    switch (recorded, tree) {
    case (.object(let expected), .object(let given)):
      compare(given, expected, member: member, additions: additions)
    case (.array(let expected), .array(let given)):
      compare(given, expected, member: member)
    case (.null, .object(let given)) where member == "metadata":
      compare(given, [:], member: member, additions: [])
    case (.null, _), (_, .null):
      if tree != recorded, !ConformanceList.optional.contains(member) {
        found.append("\(member) is \(tree.kind) instead of \(recorded.kind)")
      }
    default:
      if tree.kind != recorded.kind {
        found.append("\(member) is \(tree.kind) instead of \(recorded.kind)")
      }
    }
  }

  private mutating func compare(
    _ given: [String: JSONTree], _ expected: [String: JSONTree], member: String,
    additions: Set<String>
  ) {
    let upstream = member == "metadata" ? ConformanceList.upstreamMetadata : []
    let missing = Set(expected.keys).subtracting(given.keys).subtracting(upstream)
    let extra = Set(given.keys).subtracting(expected.keys).subtracting(upstream)
      .subtracting(additions).subtracting(ConformanceList.additions[member] ?? [])
    if !missing.isEmpty { found.append("\(member) lacks \(missing.sorted())") }
    if !extra.isEmpty { found.append("\(member) also has \(extra.sorted())") }
    for (name, value) in expected.sorted(by: { $0.key < $1.key }) {
      // An event of another type has details of its own.
      if name == "details", given["event_type"] != expected["event_type"] { continue }
      if let other = given[name] { compare(other, value, member: name) }
    }
  }

  /// The first element stands for all.
  private mutating func compare(_ given: [JSONTree], _ expected: [JSONTree], member: String) {
    switch (given.first, expected.first) {
    case (let given?, let expected?): compare(given, expected, member: member)
    case (nil, nil): break
    // A session lists what it really may do, which can be nothing.
    case (nil, _?) where member == "permissions": break
    case (nil, _?): found.append("\(member) is empty")
    case (_?, nil): found.append("\(member) is not empty")
    }
  }
}
