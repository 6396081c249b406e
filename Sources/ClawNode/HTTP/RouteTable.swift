import ClawLink

/// Finds the route of a request, with the answers of the contract for everything else: 404 for an
/// unknown path, 405 for a wrong method, 307 for a trailing slash.
struct RouteTable: Sendable {
  typealias Handler = @Sendable (RouteRequest, _ id: String) async -> RouteAnswer

  struct Route: Sendable {
    let method: String
    /// What stands before the id: the whole path where it has none.
    let prefix: String
    /// What stands behind the id; `nil` for a path without one.
    let suffix: String?
    let takesBody: Bool
    /// Whether its answer takes microseconds.
    let isQuick: Bool
    let handler: Handler

    /// - Parameter path: one segment may be `{id}`.
    init(
      _ method: String, _ path: String, takesBody: Bool = false, isQuick: Bool = false,
      handler: @escaping Handler
    ) {
      let parts = path.split(separator: "{id}", omittingEmptySubsequences: false)
      self.method = method
      self.takesBody = takesBody
      self.isQuick = isQuick
      prefix = String(parts[0])
      suffix = parts.count > 1 ? String(parts[1]) : nil
      self.handler = handler
    }

    func leads(_ request: RouteRequest) -> Bool {
      method == request.method && id(in: request.path) != nil
    }

    /// The id when the path is this route's, empty where it has none; `nil` for another path.
    func id(in path: String) -> String? {
      guard let suffix else { return path == prefix ? "" : nil }
      let bytes = path.utf8
      let idCount = bytes.count - prefix.utf8.count - suffix.utf8.count
      guard idCount > 0, bytes.starts(with: prefix.utf8) else { return nil }
      let rest = bytes.dropFirst(prefix.utf8.count)
      let id = rest.prefix(idCount)
      guard rest.dropFirst(idCount).elementsEqual(suffix.utf8), !id.contains(UInt8(ascii: "/"))
      else { return nil }
      return String(Substring(id))
    }
  }

  let routes: [Route]

  func takesBody(_ request: RouteRequest) -> Bool {
    routes.contains { $0.takesBody && $0.leads(request) }
  }

  func isQuick(_ request: RouteRequest) -> Bool {
    routes.contains { $0.isQuick && $0.leads(request) }
  }

  /// What logs call the request's route.
  func name(of request: RouteRequest) -> String {
    route(of: request.path).map { $0.prefix + ($0.suffix.map { "{id}" + $0 } ?? "") } ?? "unknown"
  }

  func answer(to request: RouteRequest) async -> RouteAnswer {
    for route in routes where route.method == request.method {
      if let id = route.id(in: request.path) { return await route.handler(request, id) }
    }
    if let allowed = route(of: request.path) {
      var answer = RouteAnswer.refusal(405, "Method Not Allowed")
      answer.headers["allow"] = allowed.method
      return answer
    }
    return redirect(request) ?? .refusal(404, "Not Found")
  }

  private func route(of path: String) -> Route? { routes.first { $0.id(in: path) != nil } }

  private func redirect(_ request: RouteRequest) -> RouteAnswer? {
    guard request.path.hasSuffix("/"), route(of: String(request.path.dropLast())) != nil else {
      return nil
    }
    let scheme = request.isSecure ? "https" : "http"
    var path = request.rawPath
    while path.hasSuffix("/") || path.lowercased().hasSuffix("%2f") {
      path.removeLast(path.hasSuffix("/") ? 1 : 3)
    }
    let location = "\(scheme)://\(request.host ?? "localhost")\(path)\(request.rawQuery)"
    return RouteAnswer(status: 307, headers: ["location": location])
  }
}
