import ClawLink
import Foundation

/// The body of an answer to a task that asks: `{"text": "…"}`.
struct InputFields: Sendable, Equatable {
  let text: NodeText

  init(contentType: String?, body: Data) throws(BodyProblem) {
    let object = try BodyProblem.object(contentType: contentType, body: body)
    switch object["text"] {
    case .string(let text): self.text = text
    case nil: throw .faults([.missing(["body", "text"], in: .object(object))])
    case let other?: throw .faults([.notString(["body", "text"], other)])
    }
  }
}
