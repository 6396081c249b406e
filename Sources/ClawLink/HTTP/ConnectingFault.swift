import Foundation
import NIOCore
import NIOPosix

/// Why no connection came about, in a few words; `nil` for any other failure.
package func connectingFault(_ error: any Error) -> String? {
  switch error {
  case let failure as NIOConnectionError: failure.reason
  case let failure as IOError where failure.meansNoConnection: failure.reason
  default: nil
  }
}

extension NIOConnectionError {
  /// Why no connection came about, in a few words.
  fileprivate var reason: String {
    let failures = connectionErrors.compactMap { $0.error as? IOError }
    let telling = failures.first { $0.errnoCode == ECONNREFUSED } ?? failures.first
    if let telling { return telling.reason }
    if dnsAError != nil || dnsAAAAError != nil { return "the name \(host) is not known" }
    return "no connection"
  }
}

extension IOError {
  /// Connecting failed. A node that is named by its IP address fails like this, one that is named
  /// by its host name with a `NIOConnectionError`.
  fileprivate var meansNoConnection: Bool {
    [
      ECONNREFUSED, EHOSTUNREACH, EHOSTDOWN, ENETUNREACH, ENETDOWN, EADDRNOTAVAIL,
      // Those of a unix socket.
      ENOENT, ENOTDIR, EACCES, ENOTSOCK, EPROTOTYPE,
    ].contains(errnoCode)
  }

  fileprivate var reason: String {
    switch errnoCode {
    case ECONNREFUSED: "connection refused"
    case ENOENT: "there is no such socket"
    default: String(cString: strerror(errnoCode))
    }
  }
}
