import Crypto
import Foundation

/// A bearer token: 256 random bits, and the hash by which a store knows it.
struct TokenSecret: Sendable {
  let text: String

  init() {
    let bits = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    text =
      "claw_"
      + bits.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  init(_ text: String) {
    self.text = text
  }

  /// Random bits cannot be guessed from their hash, so it needs no salt and no slowness.
  var hash: String {
    SHA256.hash(data: Data(text.utf8)).map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }
    .joined()
  }
}
