/// How much the work on a task has changed, as nodes say it that know.
public struct DiffStat: Sendable, Equatable {
  /// How many files differ, 0 or more.
  public let files: Int
  /// Lines that are new.
  public let insertions: Int
  /// Lines that are gone.
  public let deletions: Int

  /// Counts, 0 or more.
  public init(files: Int, insertions: Int, deletions: Int) {
    self.files = files
    self.insertions = insertions
    self.deletions = deletions
  }

  /// Reads `{"files": 3, "insertions": 12, "deletions": 1}`; `nil` for anything else.
  public init?(_ json: JSONValue?) {
    guard case .object(let counts)? = json else { return nil }
    func count(_ key: String) -> Int? {
      counts[key]?.number.flatMap(Int.init(exactly:)).flatMap { $0 < 0 ? nil : $0 }
    }
    guard let files = count("files"), let insertions = count("insertions"),
      let deletions = count("deletions")
    else { return nil }
    self.init(files: files, insertions: insertions, deletions: deletions)
  }

  /// As a node says it.
  public var json: JSONValue {
    .object([
      "files": .number(Double(files)), "insertions": .number(Double(insertions)),
      "deletions": .number(Double(deletions)),
    ])
  }
}
