public import ClawLink
import Foundation

/// How an agent asks its upstream.
public struct ModelSettings: Sendable, Equatable {
  /// Where the upstream is: `http` or `https`, without a trailing slash, a user or a password.
  public let baseUrl: String
  /// Goes with every request, and nowhere else: wherever the upstream repeats it, `***` stands.
  public var key: BearerToken?
  /// The model that is asked where a task names none; `nil` for the kind's standard model.
  public var model: String?
  /// Tokens of an answer, at most: 1 to 10,000,000. What a model thinks comes on top. Default 4096.
  public var maxTokens: Int
  /// For a whole task, waits included, at most 7 days. Default 300 s.
  public var limit: Duration
  /// How many tasks may be in work at once; `nil` for as many as the node has slots.
  public var atOnce: Int?
  /// User and password of the base URL, as a header takes them.
  let login: BearerToken?
  /// The password in it.
  private let password: BearerToken?

  /// - Parameter baseUrl: may hold a user and a password, for an upstream behind a proxy that asks
  ///   for them.
  /// - Throws: `ClawLinkError.configuration`, one clear line, with key `baseUrl`, `maxTokens`,
  ///   `limit` or `atOnce`.
  public init(
    baseUrl: String, key: BearerToken? = nil, model: String? = nil, maxTokens: Int = 4096,
    limit: Duration = .seconds(300), atOnce: Int? = nil
  ) throws(ClawLinkError) {
    var parts = URLComponents(string: baseUrl.trimmed)
    login = try Self.login(of: parts)
    password = parts?.password.flatMap { try? BearerToken($0) }
    parts?.user = nil
    parts?.password = nil
    // What cannot be taken apart is refused there, and told without its secrets.
    self.baseUrl = try WebAddress(login == nil ? baseUrl.trimmed : parts?.string ?? "").url
    guard (1...10_000_000).contains(maxTokens) else {
      throw .configuration(key: "maxTokens", problem: "\(maxTokens) is not 1 to 10,000,000")
    }
    guard limit > .zero, limit <= .seconds(604_800) else {
      throw .configuration(key: "limit", problem: "\(limit) is no time, or more than 7 days")
    }
    guard atOnce ?? 1 > 0 else {
      throw .configuration(key: "atOnce", problem: "\(atOnce ?? 0) is less than 1")
    }
    self.key = key
    self.model = model
    self.maxTokens = maxTokens
    self.limit = limit
    self.atOnce = atOnce
  }

  private static func login(of parts: URLComponents?) throws(ClawLinkError) -> BearerToken? {
    guard let user = parts?.user else { return nil }
    return try BearerToken(Data("\(user):\(parts?.password ?? "")".utf8).base64EncodedString())
  }

  /// What no text may show.
  var secrets: [BearerToken] { [key, login, password].compactMap { $0 } }
}
