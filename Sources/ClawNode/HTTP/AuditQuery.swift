import ClawLink

/// The query of `GET /api/audit/events`, checked. An empty filter is none.
struct AuditQuery: Sendable, Equatable {
  let sessionID: String
  let limit: Int
  let type: AuditEventType?
  let userID: String?
  let resourceType: String?

  enum Problem: Error, Equatable {
    case faults([RequestFault])
    case unknownType(String)
  }

  init(_ query: [String: String]) throws(Problem) {
    var faults: [RequestFault] = []
    if query["session_id"] == nil {
      faults.append(.missing(["query", "session_id"], in: .null))
    }
    sessionID = query["session_id"] ?? ""
    limit = Self.limit(query["limit"], faults: &faults)
    guard faults.isEmpty else { throw .faults(faults) }

    userID = query["user_id"].flatMap { $0.isEmpty ? nil : $0 }
    resourceType = query["resource_type"].flatMap { $0.isEmpty ? nil : $0 }
    guard let name = query["event_type"], !name.isEmpty else {
      type = nil
      return
    }
    guard let known = AuditEventType(rawValue: name) else { throw .unknownType(name) }
    type = known
  }

  /// 1 to 1,000, 100 when not given.
  private static func limit(_ text: String?, faults: inout [RequestFault]) -> Int {
    guard let text else { return 100 }
    guard let number = Int(text) else {
      faults.append(.notInteger(["query", "limit"], .string(text)))
      return 0
    }
    if number < 1 {
      faults.append(.outOfRange(["query", "limit"], .string(text), atLeast: 1))
    } else if number > 1000 {
      faults.append(.outOfRange(["query", "limit"], .string(text), atMost: 1000))
    }
    return number
  }
}
