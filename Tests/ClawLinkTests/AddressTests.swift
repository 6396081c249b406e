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

  @Test(arguments: [
    ("http://alice@node.example", "'http://…@node.example' holds a user or a password"),
    ("http://alice:secret@node.example/x", "'http://…@node.example/x' holds a user or a password"),
    ("http://alice:sec@ret@node.example", "'http://…@node.example' holds a user or a password"),
    ("alice:secret@node.example", "'…@node.example' is not an address"),
    ("http://node.example?token=secret", "'http://node.example?…' has a query or a fragment"),
    ("http://node.example#secret", "'http://node.example#…' has a query or a fragment"),
    ("http://a:secret@node.example/?b@c", "'http://…@node.example/?…' holds a user or a password"),
  ])
  func `what may be secret in an address is not repeated`(text: String, words: String) throws {
    let error = try #require(throws: ClawLinkError.self) { try NodeAddress(text) }
    #expect("\(error)".hasPrefix("baseUrl: \(words)"))
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

  @Test(arguments: [
    ("http://localhost", true), ("http://LocalHost:1", true), ("http://127.0.0.1", true),
    ("http://127.9.8.7", true), ("http://[::1]", true), ("https://node.example", true),
    ("http://node.example", false), ("http://127.0.0", false), ("http://127.0.0.1.2", false),
    ("http://127.0.0.300", false), ("http://127.a.0.1", false), ("http://[::]", false),
    ("http://localhost.", false), ("http://192.168.0.1", false),
  ])
  func `nobody reads along on https and on this machine`(url: String, isPrivate: Bool) throws {
    #expect(try NodeAddress(url).isPrivateToTheEnds == isPrivate)
  }
}
