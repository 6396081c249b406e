/// Who asks, as the request says it.
struct Caller: Sendable, Equatable {
  /// Empty is none, as on the real node.
  var sessionID: String?
  /// Out of `Authorization: Bearer …`.
  var token: String?

  init(sessionID: String? = nil, token: String? = nil) {
    self.sessionID = sessionID?.isEmpty == true ? nil : sessionID
    self.token = token
  }
}
