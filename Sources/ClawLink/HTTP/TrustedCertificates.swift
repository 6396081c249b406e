import Foundation
import NIOSSL

/// Certificates of a PEM file, trusted for https on top of the system's.
struct TrustedCertificates: Sendable, Equatable {
  private let certificates: [NIOSSLCertificate]

  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with key `caFile`.
  init(path: String) throws(ClawLinkError) {
    func refuse(_ problem: String) -> ClawLinkError {
      .configuration(key: "caFile", problem: "'\(NodeText(path).shown)' \(problem)")
    }
    guard let file = FileManager.default.contents(atPath: path) else {
      throw refuse("cannot be read")
    }
    let certificates = file.isEmpty ? [] : try? NIOSSLCertificate.fromPEMBytes(Array(file))
    guard let certificates, !certificates.isEmpty else {
      throw refuse("holds no certificate in PEM form")
    }
    self.certificates = certificates
  }

  var tlsConfiguration: TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.additionalTrustRoots = [.certificates(certificates)]
    return tls
  }
}

/// Why a server and we did not agree on TLS, before anything was sent; `nil` for any other failure.
///
/// - Parameter advice: what helps with a certificate that is not trusted.
package func handshakeFault(
  _ error: any Error, advice: String = ": name its authority's with caFile"
) -> String? {
  switch error {
  case NIOSSLError.handshakeFailed(let cause):
    "\(cause)".contains("CERTIFICATE_VERIFY_FAILED")
      ? "its certificate is not trusted" + advice
      : "it does not speak TLS"
  case is NIOSSLExtraError:
    "its certificate is for another host"
  default:
    nil
  }
}
