import ClawLink
import ClawStorage
import Foundation
import GRDB
import Synchronization

/// Everything that a node keeps: tasks, sessions, roles, tokens and the audit log, in one SQLite
/// file.
///
/// What was committed is on the disk: neither the death of the process nor a power cut takes it
/// back, so a node says nothing that it has not committed.
public final class NodeStore: Sendable {
  /// Why a store cannot be used.
  public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another node works on it.
    case inUse(folder: String)
    case notOpened(folder: String, reason: String)
    /// The disk is full, or worse. Nothing of the change was stored.
    case notWritten(reason: String)
    case notRead(reason: String)

    public var description: String {
      switch self {
      case .inUse(let folder):
        "another node works on the store \(folder): end that one, or give another with --store"
      case .notOpened(let folder, let reason):
        "the store \(folder) cannot be opened: \(reason); mend it, or give another with --store"
      case .notWritten(let reason): "the store cannot be written: \(reason)"
      case .notRead(let reason): "the store cannot be read: \(reason)"
      }
    }
  }

  let database: any DatabaseWriter
  /// `nil` in memory.
  let folder: StoreFolder?
  private let lock: FileLock?
  /// How often roles and tokens were changed through this very store.
  let ownAccessChanges = Atomic(0)

  private init(database: any DatabaseWriter, folder: StoreFolder?, lock: FileLock?) {
    self.database = database
    self.folder = folder
    self.lock = lock
  }

  /// A store that is forgotten with the process.
  public convenience init() throws(Failure) {
    let database = try Self.opened(in: "memory") { try DatabaseQueue() }
    self.init(database: database, folder: nil, lock: nil)
  }

  /// - Parameters:
  ///   - folder: where the file is; made, for its owner alone, when there is none.
  ///   - isForNode: whether a node is to work on it: only one may at a time. Others may look and
  ///     change roles and tokens meanwhile. Default true.
  public convenience init(folder: String, isForNode: Bool = true) throws(Failure) {
    let files = StoreFolder(path: folder)
    try Self.prepare(files)
    let lock = try Self.lock(of: files, isForNode: isForNode)
    let database = try Self.opened(in: folder) {
      try DatabasePool.shared(files.database, durability: .full)
    }
    self.init(database: database, folder: files, lock: lock)
  }

  private static func prepare(_ files: StoreFolder) throws(Failure) {
    do {
      try files.database.prepare()
    } catch {
      throw .notOpened(folder: files.path, reason: error.localizedDescription)
    }
  }

  private static func lock(
    of files: StoreFolder, isForNode: Bool
  ) throws(Failure) -> FileLock? {
    guard isForNode else { return nil }
    do throws(FileLock.Failure) {
      return try FileLock(path: files.lock)
    } catch {
      switch error {
      case .held: throw .inUse(folder: files.path)
      case .unusable(let reason): throw .notOpened(folder: files.path, reason: reason)
      }
    }
  }

  private static func opened(
    in folder: String, _ open: () throws -> any DatabaseWriter
  ) throws(Failure) -> any DatabaseWriter {
    do {
      let database = try open()
      try migrator.migrate(database)
      return database
    } catch {
      throw .notOpened(folder: folder, reason: "\(error)")
    }
  }

  /// Stores all of the changes or none.
  func commit(_ changes: [StoreChange]) throws(Failure) {
    do {
      try database.write { database in
        for change in changes { try change.apply(to: database) }
      }
      if changes.contains(where: \.concernsAccess) {
        ownAccessChanges.add(1, ordering: .relaxed)
      }
    } catch {
      throw .notWritten(reason: "\(error)")
    }
  }

  /// Ends it. What is asked of it later fails.
  func close() {
    try? database.close()
    lock?.release()
  }

  /// Which node this is, for as long as the store lives.
  func instance() throws(Failure) -> String {
    try read { database in
      try String.fetchOne(database, sql: "SELECT value FROM node WHERE key = 'instance'") ?? ""
    }
  }

  func onWriter<Value>(_ body: (Database) throws -> Value) throws(Failure) -> Value {
    do {
      return try database.writeWithoutTransaction(body)
    } catch {
      throw .notRead(reason: "\(error)")
    }
  }

  /// Beside whatever is written meanwhile.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(Failure) -> Value {
    do {
      return try await database.read(body)
    } catch {
      throw .notRead(reason: "\(error)")
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(Failure) -> Value {
    do {
      return try database.read(body)
    } catch {
      throw .notRead(reason: "\(error)")
    }
  }
}
