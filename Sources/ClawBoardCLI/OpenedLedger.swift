import ClawMirror
import Foundation

/// The ledger of this user's boards and commands, or why there is none.
struct OpenedLedger: Sendable {
  let ledger: Ledger?
  let fault: Ledger.Failure?
  /// What is to be said of it.
  let remark: String?

  /// - Throws: why there is none, for a command that is nothing without.
  func required() throws(CommandFailure) {
    if let fault { throw CommandFailure(.ownFault, "\(fault)") }
  }

  /// - Parameters:
  ///   - path: a file that was asked for: then it must do. Without it the standard one, without
  ///     which nothing is kept.
  ///   - retention: how long what has ended is kept.
  init(path: String?, retention: Retention) throws(CommandFailure) {
    do throws(Ledger.Failure) {
      let ledger: Ledger
      if let path {
        ledger = try Ledger(path: path)
      } else {
        ledger = try Ledger(
          at: Ledger.Place(
            stateFolder: StateFolder.path, localFolder: StateFolder.localPath))
      }
      // What cannot be written can be read.
      try? ledger.tend(retention, at: Date())
      (self.ledger, fault, remark) = (ledger, nil, ledger.notice)
    } catch {
      if path != nil { throw CommandFailure(.ownFault, "\(error)") }
      (ledger, fault, remark) = (nil, error, "\(error); nothing is kept meanwhile")
    }
  }
}
