import Foundation

/// A folder of a test's own, which goes with everything in it.
public struct TemporaryFolder: Sendable {
  public let path: String

  /// Nothing is made until somebody writes there.
  public init() {
    path = FileManager.default.temporaryDirectory.path + "/clawboard-test-" + UUID().uuidString
  }

  public func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Runs `body` with a new folder.
  public static func use<Value>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: (TemporaryFolder) async throws -> Value
  ) async throws -> Value {
    let folder = TemporaryFolder()
    defer { folder.remove() }
    return try await body(folder)
  }
}
