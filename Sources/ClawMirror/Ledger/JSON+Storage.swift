import Foundation

/// What is read back whole and never searched is stored as JSON.
extension Encodable {
  var storedAsJSON: Data {
    get throws { try JSONEncoder().encode(self) }
  }
}

extension Decodable {
  /// `nil` for what a version of another shape wrote.
  init?(storedAsJSON data: Data) {
    guard let value = try? JSONDecoder().decode(Self.self, from: data) else { return nil }
    self = value
  }
}
