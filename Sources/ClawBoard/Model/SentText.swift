import ClawLink
import Foundation

/// What the real node gives an agent of a request: the prompt, and before it what goes with it, in
/// Python notation (CONTRACT, submit).
struct SentText {
  let request: TaskSubmitRequest

  var text: String {
    guard let context = request.context, !context.isEmpty else { return request.input }
    return "Context: \(Self.notation(.object(context)))\n\n\(request.input)"
  }

  static func notation(_ value: JSONValue) -> String {
    switch value {
    case .null: return "None"
    case .bool(let isTrue): return isTrue ? "True" : "False"
    case .number(let number): return notation(number)
    case .integer(let number): return "\(number)"
    case .string(let text): return notation(text.raw)
    case .array(let values): return "[" + values.map(notation).joined(separator: ", ") + "]"
    case .object(let members):
      // In this order they go out.
      let pairs = members.sorted { $0.key < $1.key }
      return "{"
        + pairs.map { "\(notation($0.key)): \(notation($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  private static func notation(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }

  /// In single quotes, unless only these are in it.
  private static func notation(_ text: String) -> String {
    let quote: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
    let inside = text.unicodeScalars.map { escaped($0, in: quote) }.joined()
    return "\(quote)\(inside)\(quote)"
  }

  private static func escaped(_ scalar: Unicode.Scalar, in quote: Unicode.Scalar) -> String {
    switch scalar {
    case "\\", quote: return "\\\(scalar)"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      break
    case .spaceSeparator where scalar != " ": break
    default: return String(scalar)
    }
    let value = scalar.value
    if value <= 0xFF { return String(format: "\\x%02x", value) }
    return String(format: value <= 0xFFFF ? "\\u%04x" : "\\U%08x", value)
  }
}
