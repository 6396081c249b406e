import Foundation
package import NIOHTTP1

extension HTTPHeaders {
  /// Of the body, in small letters and without parameters; empty where it is not said.
  package var mediaType: String {
    let value = first(name: "content-type") ?? ""
    if value == "application/json" { return value }
    return value.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
  }
}
