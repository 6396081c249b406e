import Foundation
import TestSupport
import Testing

@testable import ClawLink

struct AddressTests {
  @Test(arguments: [
    ("http://localhost:8000", "http://localhost:8000", "localhost:8000"),
    ("http://localhost:8000/", "http://localhost:8000", "localhost:8000"),
    ("http://localhost:8000///", "http://localhost:8000", "localhost:8000"),
    ("HTTPS://node.example", "https://node.example", "node.example"),
    ("http://node.example/claw/", "http://node.example/claw", "node.example"),
    ("http://10.0.0.7:1/a/b", "http://10.0.0.7:1/a/b", "10.0.0.7:1"),
    ("http://[::1]:8000", "http://[::1]:8000", "[::1]:8000"),
    ("http://node.example:65535", "http://node.example:65535", "node.example:65535"),
  ])
  func `an address is taken without trailing slashes`(
    text: String, url: String, hostAndPort: String
  ) throws {
    let address = try NodeAddress(text)
    #expect(address.url == url)
    #expect(address.hostAndPort == hostAndPort)
  }

  @Test(arguments: [
    ("", "is not an address"),
    ("localhost:8000", "is not an address"),
    ("node.example", "is not an address"),
    ("http://", "names no host"),
    ("http:///path", "names no host"),
    ("ftp://node.example", "has the scheme 'ftp': use http or https"),
    ("http://alice@node.example", "holds a user or a password: leave them out"),
    ("http://alice:secret@node.example", "holds a user or a password: leave them out"),
    ("http://node.example?x=1", "has a query or a fragment"),
    ("http://node.example#top", "has a query or a fragment"),
    ("http://node.example:0", "has the port 0: ports go from 1 to 65535"),
    ("http://node.example:65536", "has the port 65536: ports go from 1 to 65535"),
  ])
  func `an address that cannot be used is named, with the way out`(
    text: String, problem: String
  ) throws {
    let error = try #require(throws: ClawLinkError.self) { try NodeAddress(text) }
    guard case .configuration(let key, let said) = error else {
      Issue.record("\(error) is no configuration error")
      return
    }
    #expect(key == "baseUrl")
    #expect(said.hasPrefix("'\(text)' \(problem)"))
  }

  @Test func `an address with controls in it is shown cleaned`() throws {
    let error = try #require(throws: ClawLinkError.self) { try NodeAddress("\u{1B}[31m") }
    #expect("\(error)".hasPrefix("baseUrl: '^[[31m' is not an address"))
  }

  @Test func `segments and values are percent-encoded`() throws {
    let address = try NodeAddress("http://h/p/")
    #expect(
      address.endpoint(["api", "a/b ?#%"], query: [("user_id", "zoë+日本 &=/")])
        == "http://h/p/api/a%2Fb%20%3F%23%25?user_id=zo%C3%AB%2B%E6%97%A5%E6%9C%AC%20%26%3D%2F")
    #expect(address.endpoint(["health"], query: []) == "http://h/p/health")
  }
}

struct ConfigurationTests {
  @Test func `defaults are those of the documentation`() throws {
    let configuration = try ClawLinkConfiguration(baseUrl: "http://h")
    #expect(configuration.pollIntervalMs == 1000)
    #expect(configuration.timeoutMs == 30_000)
    #expect(configuration.userId == nil)
    #expect(configuration.deviceId == nil)
  }

  @Test(arguments: [(50, 100), (1000, 30_000), (3_600_000, 3_600_000)])
  func `values within their range are taken`(interval: Int, timeout: Int) throws {
    let configuration = try ClawLinkConfiguration(
      baseUrl: "http://h", pollIntervalMs: interval, timeoutMs: timeout)
    #expect(configuration.pollIntervalMs == interval)
    #expect(configuration.timeoutMs == timeout)
  }

  @Test(arguments: [
    (49, 100, "pollIntervalMs: 49 is out of range: give 50 to 3600000 ms"),
    (3_600_001, 100, "pollIntervalMs: 3600001 is out of range: give 50 to 3600000 ms"),
    (-1, 100, "pollIntervalMs: -1 is out of range: give 50 to 3600000 ms"),
    (50, 99, "timeoutMs: 99 is out of range: give 100 to 3600000 ms"),
    (50, 3_600_001, "timeoutMs: 3600001 is out of range: give 100 to 3600000 ms"),
  ])
  func `a value out of its range is refused with the range`(
    interval: Int, timeout: Int, message: String
  ) throws {
    let error = try #require(throws: ClawLinkError.self) {
      try ClawLinkConfiguration(
        baseUrl: "http://h", pollIntervalMs: interval, timeoutMs: timeout)
    }
    #expect("\(error)" == message)
  }

  @Test(arguments: [
    (1000, 30_000, 5000), (1000, 3000, 3000), (5000, 30_000, 15_000), (20_000, 30_000, 30_000),
  ])
  func `reading waits for the larger of 5 s and three intervals, within the time-out`(
    interval: Int, timeout: Int, readTimeout: Int
  ) throws {
    let configuration = try ClawLinkConfiguration(
      baseUrl: "http://h", pollIntervalMs: interval, timeoutMs: timeout)
    #expect(configuration.readTimeoutMs == readTimeout)
  }
}
