import AsyncHTTPClient
import ClawLink
import NIOCore
import NIOHTTP1

/// The server that a kind of agent asks.
struct Upstream: Sendable {
  let kind: ModelKind
  let settings: ModelSettings
  let client: UpstreamClient

  /// How it is named in what goes wrong.
  var name: String { "\(kind.rawValue) at \(settings.baseUrl)" }

  var interface: any ModelInterface {
    switch kind {
    case .claude: AnthropicMessages()
    case .auggie: OpenAIChat()
    case .ollama: OllamaGenerate()
    case .opendevin, .goose: ExecuteEndpoint()
    }
  }

  /// What is known of an answer before it comes.
  func metadata(of request: ModelRequest) -> [String: JSONValue] {
    var metadata: [String: JSONValue] = [:]
    if let model = request.model { metadata["model"] = .string(model) }
    if kind == .ollama { metadata["base_url"] = .string(settings.baseUrl) }
    return metadata
  }

  func ask(_ request: ModelRequest) async throws -> HTTPClientResponse {
    var message = message(interface.path, accepting: interface.framing.accepted)
    message.method = .POST
    message.headers.add(name: "content-type", value: "application/json")
    message.body = .bytes(ByteBuffer(bytes: JSONWriter.data(of: interface.body(of: request))))
    return try await client.response(to: message)
  }

  /// How long it counts as available: those that cost nothing to ask are asked more often.
  var goodFor: Duration { .seconds(kind.needsKey ? 300 : 30) }

  /// Whether it is there, and takes our key. A look takes 2 s at most.
  func availability(by clock: any Clock<Duration>) async -> AgentAvailability {
    let limit = Duration.seconds(2)
    do {
      let found = try await within(limit, by: clock) { try await probe() }
      return found ?? unavailable("no answer within \(limit.shown)")
    } catch let fault as UpstreamFault {
      return unavailable(fault.reason ?? fault.text)
    } catch {
      return unavailable("\(error)")
    }
  }

  private func unavailable(_ problem: String) -> AgentAvailability {
    .unavailable(NodeText("\(problem): \(settings.baseUrl)"))
  }

  private func probe() async throws -> AgentAvailability {
    let message = message(interface.probePath, accepting: "application/json")
    let status = try await client.response(to: message).status.code
    if status >= 500 { return unavailable("answered \(status)") }
    // Nobody else answers there.
    if kind == .ollama, status != 200 {
      return unavailable("answered \(status), not as Ollama does")
    }
    guard kind.needsKey, status == 401 || status == 403 else { return .available }
    return .unavailable(
      NodeText(settings.key == nil ? "it wants a key" : "the key is refused"))
  }

  private func message(_ path: String, accepting accepted: String) -> HTTPClientRequest {
    var message = HTTPClientRequest(url: settings.baseUrl + path)
    message.headers.add(name: "accept", value: accepted)
    message.headers.add(name: "user-agent", value: "clawboard")
    for (name, value) in interface.headers(for: settings.key) {
      message.headers.add(name: name, value: value)
    }
    if let login = settings.login, !message.headers.contains(name: "authorization") {
      message.headers.add(name: "authorization", value: "Basic \(login.secret)")
    }
    return message
  }
}
