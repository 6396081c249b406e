import ClawLink

/// The query of an audit endpoint, checked. An empty filter is none.
struct AuditQuery: Sendable, Equatable {
  let filter: AuditFilter

  enum Problem: Error, Equatable {
    case faults([RequestFault])
    case unknownType(String)
  }

  /// - Parameter parameter: what the caller's session is called there.
  init(
    _ query: [String: String], session parameter: String = "session_id"
  ) throws(Problem) {
    var faults: [RequestFault] = []
    if query[parameter] == nil {
      faults.append(.missing(["query", .string(parameter)], in: .null))
    }
    let limit = Self.limit(query["limit"], faults: &faults)
    guard faults.isEmpty else { throw .faults(faults) }
    filter = AuditFilter(
      type: try Self.type(query["event_type"]), userId: query["user_id"].ifNotEmpty,
      resourceType: query["resource_type"].ifNotEmpty, limit: limit)
  }

  private static func type(_ name: String?) throws(Problem) -> AuditEventType? {
    guard let name = name.ifNotEmpty else { return nil }
    guard let type = AuditEventType(rawValue: name) else { throw .unknownType(name) }
    return type
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

extension String? {
  fileprivate var ifNotEmpty: String? { flatMap { $0.isEmpty ? nil : $0 } }
}
