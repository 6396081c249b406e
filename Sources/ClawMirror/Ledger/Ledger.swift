import ClawStorage
import Foundation
import GRDB

/// What a user's boards and commands know of tasks, kept in one SQLite file that all of them share.
///
/// What was committed survives the death of any of them; it is what the next one begins with.
public final class Ledger: Sendable {
  /// Why a ledger cannot be used.
  public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
    case notOpened(path: String, reason: String)
    /// The disk is full, or worse. Nothing of the change was stored.
    case notWritten(reason: String)

    public var description: String {
      switch self {
      case .notOpened(let path, let reason):
        "the ledger \(path) cannot be opened: \(reason); give another with --ledger"
      case .notWritten(let reason): "the ledger cannot be written: \(reason)"
      }
    }
  }

  let database: any DatabaseWriter
  /// Its file; `nil` in memory.
  let path: String?
  /// What is to be said of the opening; `nil` when nothing is.
  public let notice: String?
  /// Whether prompts, and what goes with them but a title, are stored from now on. What was stored
  /// before stays.
  public let keepsPrompts: Bool

  /// A ledger that is forgotten with the process.
  public init(keepsPrompts: Bool = true) throws(Failure) {
    self.keepsPrompts = keepsPrompts
    database = try Self.guarded(path: "memory") {
      let database = try DatabaseQueue()
      try Self.migrator.migrate(database)
      return database
    }
    (path, notice) = (nil, nil)
  }

  /// Opens the ledger, or makes it. A damaged file is set aside, and a new one begun.
  public convenience init(path: String, keepsPrompts: Bool = true) throws(Failure) {
    try self.init(path: path, remark: nil, keepsPrompts: keepsPrompts)
  }

  /// - Parameter remark: the notice, if nothing worse is to be said.
  init(path: String, remark: String?, keepsPrompts: Bool) throws(Failure) {
    let file = PrivateFile(path: path)
    self.path = path
    self.keepsPrompts = keepsPrompts
    (database, notice) = try Self.guarded(path: path) {
      do {
        return (try Self.opened(file), remark)
      } catch let error as DatabaseError where error.isDamage {
        let aside = try Self.setAside(file)
        return (
          try Self.opened(file),
          "the ledger \(path) was damaged: it is now \(aside), a new one is begun"
        )
      }
    }
  }

  private static func opened(_ file: PrivateFile) throws -> any DatabaseWriter {
    let database = try DatabasePool.shared(file, durability: .normal)
    if try database.read({ try !migrator.hasCompletedMigrations($0) }) {
      // Two that begin at once would make the tables twice.
      let lock = try? FileLock(path: file.path + ".lock", waits: true)
      defer { lock?.release() }
      try migrator.migrate(database)
    }
    try database.read { try touchTables($0) }
    return database
  }

  /// Damage is to show at the opening: of what is behind a whole first page as well.
  private static func touchTables(_ database: Database) throws {
    for row in try database.rows("SELECT name FROM sqlite_master WHERE type = 'table'") {
      _ = try database.rows("SELECT 1 FROM \"\(try row.text("name"))\" LIMIT 1")
    }
  }

  /// Renames a damaged file, unless another process has just done so.
  private static func setAside(_ file: PrivateFile) throws -> String {
    let lock = try? FileLock(path: file.path + ".aside", waits: true)
    defer { lock?.release() }
    if (try? opened(file)) != nil { return "set aside by another process" }
    let aside = file.path + ".damaged-" + String(Int(Date().timeIntervalSince1970))
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.moveItem(atPath: file.path + suffix, toPath: aside + suffix)
    }
    return aside
  }

  private static func guarded<Value>(
    path: String, _ body: () throws -> Value
  ) throws(Failure) -> Value {
    do {
      return try body()
    } catch {
      throw .notOpened(path: path, reason: error.inOneLine)
    }
  }

  /// All of `body` is stored or nothing; no other process writes meanwhile.
  func write<Value>(_ body: (Database) throws -> Value) throws(Failure) -> Value {
    do {
      return try database.write(body)
    } catch {
      throw .notWritten(reason: error.inOneLine)
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(Failure) -> Value {
    do {
      return try database.read(body)
    } catch {
      throw .notWritten(reason: error.inOneLine)
    }
  }

  /// Reads without holding up whoever asks, for what may take a while.
  func readAside<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(Failure) -> Value {
    do {
      return try await database.read(body)
    } catch {
      throw .notWritten(reason: error.inOneLine)
    }
  }
}

extension Error {
  /// Without the statement that failed, which has several lines.
  fileprivate var inOneLine: String {
    guard let error = self as? DatabaseError else { return localizedDescription }
    return "\(error.message ?? "no reason given") (SQLite error \(error.resultCode.rawValue))"
  }
}

extension DatabaseError {
  fileprivate var isDamage: Bool {
    [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(resultCode)
  }
}
