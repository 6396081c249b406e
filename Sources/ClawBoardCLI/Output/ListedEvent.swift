import ClawLink
import ClawMirror
import Foundation

/// One audit event as printed with `--json`. The fields are documented and do not change.
struct ListedEvent: Encodable {
  let node: String
  let id: String
  let type: String
  let time: Date
  let user: String?
  let session: String?
  let resourceType: String?
  let resource: String?
  let action: String?
  let status: String
  let details: [String: JSONValue]

  init(_ event: AuditEvent, on node: NodeName) {
    self.node = node.text
    id = event.id.raw
    type = event.type.raw
    time = event.timestamp.date
    user = event.userId?.raw
    session = event.sessionId?.raw
    resourceType = event.resourceType?.raw
    resource = event.resourceId?.raw
    action = event.action?.raw
    status = event.status.raw
    details = event.details
  }
}
