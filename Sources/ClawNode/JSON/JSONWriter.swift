import ClawLink
import Foundation

/// Writes JSON as deep as ``JSONReader`` reads it: Foundation's encoder takes kilobytes of stack for
/// each level, and its decoder gives up at 512.
struct JSONWriter {
  private var bytes: [UInt8] = []
  /// What is still to be written, the next one last: no recursion, so no level takes any stack.
  private var pending: [Piece] = []

  private enum Piece {
    case value(JSONValue)
    case name(String)
    case sign(Character)
  }

  static func data(of value: JSONValue) -> Data {
    var writer = JSONWriter()
    writer.pending = [.value(value)]
    while let piece = writer.pending.popLast() { writer.write(piece) }
    return Data(writer.bytes)
  }

  private mutating func write(_ piece: Piece) {
    switch piece {
    case .sign(let sign): bytes += String(sign).utf8
    case .name(let name): write(name)
    case .value(.null): bytes += "null".utf8
    case .value(.bool(let bool)): bytes += (bool ? "true" : "false").utf8
    case .value(.number(let number)): bytes += Self.text(of: number).utf8
    case .value(.integer(let number)): bytes += String(number).utf8
    case .value(.string(let text)): write(text.raw)
    case .value(.array(let elements)):
      unfold("[", elements.map { [.value($0)] }, "]")
    case .value(.object(let members)):
      let sorted = members.sorted { $0.key < $1.key }
      unfold("{", sorted.map { [.name($0.key), .sign(":"), .value($0.value)] }, "}")
    }
  }

  private mutating func unfold(_ opening: Character, _ parts: [[Piece]], _ closing: Character) {
    let inside = parts.joined(separator: [.sign(",")])
    pending.append(.sign(closing))
    pending.append(contentsOf: inside.reversed())
    pending.append(.sign(opening))
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A whole number has no fraction: `3`, not `3.0`. JSON has no NaN and no infinity.
  private static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    return Int64(exactly: number).map(String.init) ?? "\(number)"
  }
}

extension JSONValue {
  /// Text as it is, nothing for null, anything else as JSON.
  var asText: NodeText? {
    switch self {
    case .null: nil
    case .string(let text): text
    case .bool, .number, .integer, .array, .object:
      NodeText(String(decoding: JSONWriter.data(of: self), as: UTF8.self))
    }
  }
}
