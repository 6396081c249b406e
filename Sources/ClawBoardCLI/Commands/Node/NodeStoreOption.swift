import ArgumentParser
import ClawNode
import Foundation

/// Where a node keeps everything: the same for all of its commands.
struct NodeStoreOption: ParsableArguments {
  @Option(
    name: .customLong("store"),
    help: "The folder where the node keeps everything. Default: the user's state folder.")
  var given: String?

  static var standardFolder: StoreFolder { StoreFolder(path: StateFolder.path + "/node") }

  /// Absolute: programs work elsewhere.
  var folder: String {
    given.map { URL(fileURLWithPath: $0).standardizedFileURL.path } ?? Self.standardFolder.path
  }

  /// The store, to look at it and to change roles and tokens while the node runs.
  func opened() throws(CommandFailure) -> NodeStore {
    guard StoreFolder(path: folder).hasStore else {
      throw CommandFailure(
        .usage, "--store: no node has a store at \(folder): start the node once, or correct it")
    }
    return try store(isForNode: false)
  }

  func store(isForNode: Bool) throws(CommandFailure) -> NodeStore {
    do {
      return try NodeStore(folder: folder, isForNode: isForNode)
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension CommandFailure {
  init(_ failure: NodeStore.Failure) {
    switch failure {
    case .inUse: self.init(.refusedByUs, failure.description)
    case .notOpened, .notWritten, .notRead: self.init(.ownFault, failure.description)
    }
  }
}

/// Runs `body`; what a store says is told in one line.
func withStoreFailures<Value>(
  _ body: () throws(NodeStore.Failure) -> Value
) throws(CommandFailure) -> Value {
  do throws(NodeStore.Failure) {
    return try body()
  } catch {
    throw CommandFailure(error)
  }
}
