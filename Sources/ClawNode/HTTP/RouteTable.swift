import ClawLink

/// Finds the route of a request, with the answers of the contract for everything else: 404 for an
/// unknown path, 405 for a wrong method, 307 for a trailing slash.
struct RouteTable: Sendable {
  typealias Handler = @Sendable (RouteRequest, _ id: String) async -> RouteAnswer

  struct Route: Sendable {
    let method: String
    /// One segment may be `{id}`.
    let path: [Substring]
    let takesBody: Bool
    let handler: Handler

    init(
      _ method: String, _ path: String, takesBody: Bool = false, handler: @escaping Handler
    ) {
      self.method = method
      self.takesBody = takesBody
      self.path = path.split(separator: "/")
      self.handler = handler
    }

    /// The id when the path is this route's, empty where it has none; `nil` for another path.
    func id(in segments: [Substring]) -> String? {
      guard segments.count == path.count else { return nil }
      var id = ""
      for (segment, expected) in zip(segments, path) {
        if expected == "{id}", !segment.isEmpty {
          id = String(segment)
        } else if segment != expected {
          return nil
        }
      }
      return id
    }
  }

  let routes: [Route]

  func takesBody(_ request: RouteRequest) -> Bool { route(of: request)?.takesBody ?? false }

  /// What logs call the request's route.
  func name(of request: RouteRequest) -> String {
    route(of: request).map { "/" + $0.path.joined(separator: "/") } ?? "unknown"
  }

  private func route(of request: RouteRequest) -> Route? {
    matches(request.path).first { $0.route.method == request.method }?.route
  }

  func answer(to request: RouteRequest) async -> RouteAnswer {
    let matches = matches(request.path)
    if let match = matches.first(where: { $0.route.method == request.method }) {
      return await match.route.handler(request, match.id)
    }
    if let allowed = matches.first {
      var answer = RouteAnswer.refusal(405, "Method Not Allowed")
      answer.headers["allow"] = allowed.route.method
      return answer
    }
    return redirect(request) ?? .refusal(404, "Not Found")
  }

  private func matches(_ path: String) -> [(route: Route, id: String)] {
    guard path.hasPrefix("/") else { return [] }
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    return routes.compactMap { route in route.id(in: segments).map { (route, $0) } }
  }

  private func redirect(_ request: RouteRequest) -> RouteAnswer? {
    guard request.path.hasSuffix("/"), !matches(String(request.path.dropLast())).isEmpty else {
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
