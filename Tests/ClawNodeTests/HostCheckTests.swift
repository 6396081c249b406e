import Testing

@testable import ClawNode

struct HostCheckTests {
  private let check = HostCheck(names: ["Build.example"])

  private func isRefused(host: String?, origin: String? = nil) -> Bool {
    check.refusal(
      of: RouteRequest(method: "GET", target: "/health", host: host, origin: origin)) != nil
  }

  @Test(arguments: [
    nil, "localhost", "localhost:9000", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:8000", "10.1.2.3",
    "build.example", "BUILD.example:443",
  ])
  func `the node's own names and any address are taken`(host: String?) {
    #expect(!isRefused(host: host))
  }

  @Test(arguments: ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "a b"])
  func `other names are refused`(host: String) {
    #expect(isRefused(host: host))
  }

  @Test(arguments: [
    ("http://localhost:8000", false), ("https://localhost:8000", false),
    ("http://localhost:3000", true), ("http://evil.example", true), ("null", true),
  ])
  func `a page of somebody else is refused`(origin: String, refused: Bool) {
    #expect(isRefused(host: "localhost:8000", origin: origin) == refused)
  }
}
