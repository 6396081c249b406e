/// Which audit events to list.
public struct AuditFilter: Sendable, Equatable {
  /// `nil` is every type.
  public var type: AuditEventType?
  /// The user of the session that an event was caused in; `nil` is everybody.
  public var userId: String?
  /// For example `task`; `nil` is everything.
  public var resourceType: String?
  /// How many events at most, the newest first: 1 to 1,000. Default 100. Values outside are taken
  /// for the nearest one inside.
  public var limit: Int {
    didSet { limit = Self.clamped(limit) }
  }

  /// Everything, unless narrowed.
  public init(
    type: AuditEventType? = nil, userId: String? = nil, resourceType: String? = nil,
    limit: Int = 100
  ) {
    self.type = type
    self.userId = userId
    self.resourceType = resourceType
    self.limit = Self.clamped(limit)
  }

  private static func clamped(_ limit: Int) -> Int { min(max(limit, 1), 1000) }
}
