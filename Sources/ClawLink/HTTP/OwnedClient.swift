package import AsyncHTTPClient
package import Logging

/// A client that is shut down with its last owner, also when nobody closed it: the library ends the
/// process for one that was forgotten.
package final class OwnedClient: Sendable {
  package let client: HTTPClient

  package init(_ client: HTTPClient) {
    self.client = client
  }

  deinit {
    // Does nothing to one that is shut down already.
    client.shutdown { _ in }
  }

  /// The library's own logger: errors reach the caller as errors, nothing goes to a log.
  package static let silent = Logger(label: "ClawLink") { _ in SwiftLogNoOpLogHandler() }
}
