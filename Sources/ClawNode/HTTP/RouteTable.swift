import ClawLink

/// Finds the route of a request, with the answers of the contract for everything else: 404 for an
/// unknown path, 405 for a wrong method, 307 for a trailing slash.
struct RouteTable: Sendable {
  typealias Handler = @Sendable (RouteRequest, _ id: String) async -> RouteAnswer

  struct Route: Sendable {
    let method: String
    /// One segment may be `{id}`.
    let path: [Substring]
    let handler: Handler

    init(_ method: String, _ path: String, handler: @escaping Handler) {
      self.method = method
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
    let location =
      "http://\(request.host ?? "localhost")\(request.path.dropLast())\(request.rawQuery)"
    return RouteAnswer(status: 307, headers: ["location": location])
  }
}
