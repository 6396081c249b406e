import ClawLink
import Foundation

/// Why a body cannot be used.
enum BodyProblem: Error, Equatable {
  /// Not valid text, or nested too deeply: status 400.
  case unreadable
  /// Status 422.
  case faults([RequestFault])

  /// The body as a JSON object.
  static func object(
    contentType: String?, body: Data
  ) throws(BodyProblem) -> [String: JSONValue] {
    guard !body.isEmpty else { throw .faults([.missing(["body"], in: .null)]) }
    guard contentType?.isJSON ?? false else {
      guard let text = String(validating: body, as: UTF8.self) else { throw .unreadable }
      throw .faults([.notObject(.string(text))])
    }
    let value: JSONValue
    do throws(JSONReader.Failure) {
      value = try JSONReader.value(of: body)
    } catch {
      switch error {
      case .unreadable: throw .unreadable
      case .invalid(let position, let problem): throw .faults([.notJSON(at: position, problem)])
      }
    }
    switch value {
    case .object(let object): return object
    case .null: throw .faults([.missing(["body"], in: .null)])
    default: throw .faults([.notObject(value)])
    }
  }

  var answer: RouteAnswer {
    switch self {
    case .unreadable: .refusal(400, "There was an error parsing the body")
    case .faults(let faults): .invalid(faults)
    }
  }
}

extension String {
  /// `application/json` or a `+json` type, with any parameters.
  fileprivate var isJSON: Bool {
    let type = prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    return type == "application/json" || type.hasSuffix("+json")
  }
}
