public import GRDB

extension DatabasePool {
  /// How much a commit waits for.
  public enum Durability: String, Sendable {
    /// A power cut takes nothing back.
    case full
    /// The death of the process takes nothing back; a power cut may take the last moments.
    case normal
  }

  /// Opens a database that several processes work on, in a file of the user's own.
  public static func shared(
    _ file: PrivateFile, durability: Durability
  ) throws -> DatabasePool {
    try file.prepare()
    var configuration = Configuration()
    // What another process writes is soon done.
    configuration.busyMode = .timeout(2)
    configuration.prepareDatabase {
      try $0.execute(sql: "PRAGMA synchronous = \(durability.rawValue)")
    }
    return try DatabasePool(path: file.path, configuration: configuration)
  }
}

extension Database {
  /// Runs a statement that is compiled once.
  public func run(_ sql: String, _ arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// The rows of a statement that is compiled once.
  public func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
    try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
  }

  /// What `value` makes of each row of a statement that is compiled once. A row is good for that
  /// call alone: nothing of it is copied.
  public func values<Value>(
    _ sql: String, _ arguments: StatementArguments = [], _ value: (Row) throws -> Value
  ) throws -> [Value] {
    let cursor = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
    var values: [Value] = []
    while let row = try cursor.next() { values.append(try value(row)) }
    return values
  }

  /// Moves when another process has committed something.
  public func dataVersion() throws -> Int {
    try Int.fetchOne(cachedStatement(sql: "PRAGMA data_version")) ?? 0
  }
}
