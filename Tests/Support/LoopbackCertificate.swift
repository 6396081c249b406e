import Foundation
import NIOSSL

/// A certificate of localhost, and of no address, that no system trusts, and its key.
public struct LoopbackCertificate: Sendable {
  public struct NotInBundle: Error {}

  /// A file that holds it.
  public let path: String

  public init() throws {
    let file = Bundle.module.path(
      forResource: "loopback", ofType: "pem", inDirectory: "Fixtures")
    guard let file else { throw NotInBundle() }
    path = file
  }

  func serverContext() throws -> NIOSSLContext {
    let certificates = try NIOSSLCertificate.fromPEMFile(path)
    return try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: certificates.map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: path, format: .pem))))
  }
}
