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

  init() throws(SSHProcess.Failure) {
    do {
      (readEnd, writeEnd) = try FileDescriptor.pipe()
    } catch {
      throw SSHProcess.Failure(reason: "no pipe can be made: \(error)")
    }
    for end in [readEnd, writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
  }
}
