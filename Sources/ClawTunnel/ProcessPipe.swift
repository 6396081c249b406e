import Foundation

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A pipe whose ends no other child of ours inherits.
struct ProcessPipe: Sendable {
  let readEnd: FileDescriptor
  let writeEnd: FileDescriptor

  /// Two of them, or none.
  static func two() throws(SSHProcess.Failure) -> (ProcessPipe, ProcessPipe) {
    let first = try ProcessPipe()
    do throws(SSHProcess.Failure) {
      return (first, try ProcessPipe())
    } catch {
      for end in [first.readEnd, first.writeEnd] { try? end.close() }
      throw error
    }
  }

  private init() throws(SSHProcess.Failure) {
    do {
      (readEnd, writeEnd) = try FileDescriptor.pipe()
    } catch {
      throw SSHProcess.Failure(reason: "no pipe can be made: \(error)")
    }
    for end in [readEnd, writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
  }
}
