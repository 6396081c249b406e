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
  ///   - given: a file that was asked for: then it must do. Without it the standard one, without
  ///     which nothing is kept.
  ///   - retention: how long what has ended is kept.
  ///   - keepsPrompts: whether what was asked for is kept with it.
  init(
    at given: GivenValue? = nil, retention: Retention, keepsPrompts: Bool = true
  ) throws(CommandFailure) {
    do throws(Ledger.Failure) {
      let ledger: Ledger
      if case .text(let path)? = given?.value {
        ledger = try Ledger(path: path, keepsPrompts: keepsPrompts)
      } else {
        ledger = try Ledger(at: .standard, keepsPrompts: keepsPrompts)
      }
      // What cannot be written can be read.
      try? ledger.tend(retention, at: Date())
      (self.ledger, fault, remark) = (ledger, nil, ledger.notice)
    } catch {
      if let given {
        var words = "\(error)"
        if case .variable(let name) = given.source { words = "\(name): \(words)" }
        throw CommandFailure(.ownFault, words)
      }
      (ledger, fault, remark) = (nil, error, "\(error); nothing is kept meanwhile")
    }
  }
}

extension Ledger.Place {
  /// Where this user's ledger is when nothing is said.
  static var standard: Ledger.Place {
    Ledger.Place(stateFolder: StateFolder.path, localFolder: StateFolder.localPath)
  }
}
