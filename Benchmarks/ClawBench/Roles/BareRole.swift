import AsyncAlgorithms
import AsyncHTTPClient
import NIOCore

/// Asks for states at the mirror's ticks, over as many connections, and drops the answers: what the
/// mirroring costs at the least. It takes `count`, and says how many it has begun.
struct BareRole {
  private let url: String
  private let requestsPerTick: Int
  private let lanes: Int
  private let tasks: [String]
  private let requests = RequestCount()

  /// - Parameter arguments: the node's address, requests per tick, connections, and tasks.
  init(_ arguments: [String]) throws {
    guard arguments.count > 3, let perTick = Int(arguments[1]), let lanes = Int(arguments[2]) else {
      throw BenchFault.usage("\(Role.bare.rawValue) wants a node, two numbers and tasks")
    }
    url = arguments[0]
    requestsPerTick = perTick
    self.lanes = lanes
    tasks = Array(arguments.dropFirst(3))
  }

  func run() async throws {
    Role.listen { [requests] _ in Role.say("\(requests.value)") }
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      connectionPool: .init(
        idleTimeout: .seconds(4), concurrentHTTP1ConnectionsPerHostSoftLimit: lanes))
    configuration.httpVersion = .http1Only
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    var next = 0
    for await _ in AsyncTimerSequence(interval: .milliseconds(250), clock: .continuous) {
      try await ask(client, from: next)
      next += requestsPerTick
    }
  }

  private func ask(_ client: HTTPClient, from first: Int) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      for lane in 0..<lanes {
        group.addTask {
          for number in stride(from: first + lane, to: first + requestsPerTick, by: lanes) {
            try await ask(client, for: tasks[number % tasks.count])
          }
        }
      }
    }
  }

  private func ask(_ client: HTTPClient, for task: String) async throws {
    requests.add()
    let request = HTTPClientRequest(url: "\(url)/api/runtime/tasks/\(task)/state")
    let response = try await client.execute(request, timeout: .seconds(5))
    _ = try await response.body.collect(upTo: 65_536)
  }
}
