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

  @Test(arguments: [
    ("ssh://ann:secret@h/http://a", "ssh: 'ann:…@h' holds a password, which ssh does not take"),
    ("ssh://ann:sec@ret@h:22/http://a", "ssh: 'ann:…@h:22' holds a password"),
    ("ssh://ann:sec$ret@h/http://a", "ssh: 'ann:…@h' holds a password"),
    ("ssh://ann:secret@h", "ssh: 'ssh://ann:…@h' names no node behind the machine"),
    ("ssh://ann:sec/ret@h/http://a", "ssh: 'ann:…' has a port that is no number"),
    ("ssh://ann:123/secret@h/http://a", "baseUrl: '…@h/http://a' is not an address"),
    ("-ann:secret@h/http://a", "baseUrl: '…@h/http://a' is not an address"),
  ])
  func `a password for ssh is refused and not repeated`(text: String, words: String) throws {
    let error = try #require(throws: ClawLinkError.self) { try NodeAddress(text) }
    #expect("\(error)".hasPrefix(words))
    #expect(!"\(error)".contains("ret@"))
  }

  @Test func `an address with controls in it is shown cleaned`() throws {
    let error = try #require(throws: ClawLinkError.self) { try NodeAddress("\u{1B}[31m") }
    #expect("\(error)".hasPrefix("baseUrl: '^[[31m' is not an address"))
  }

  @Test(arguments: [
    ("unix:/run/claw.sock", "unix:/run/claw.sock", "claw.sock", "/run/claw.sock"),
    ("unix:/a b/c:/claw/", "unix:/a b/c:/claw", "c", "/a b/c"),
    (
      "ssh://build/http://localhost:8000/", "ssh://build/http://localhost:8000", "build",
      "localhost:8000"
    ),
    (
      "ssh://ann@build.example:2222/http://[::1]", "ssh://ann@build.example:2222/http://[::1]",
      "build.example", "[::1]:80"
    ),
    (
      "ssh://ann@[fe80::1]:22/unix:/run/claw.sock:/p",
      "ssh://ann@[fe80::1]:22/unix:/run/claw.sock:/p", "fe80::1", "/run/claw.sock"
    ),
  ])
  func `a socket and a machine behind ssh are addresses that can be read again`(
    text: String, url: String, name: String, target: String
  ) throws {
    let address = try NodeAddress(text)
    #expect(address.url == url)
    #expect(address.hostAndPort == name)
    #expect(address.target == target)
    #expect(try NodeAddress(address.url) == address)
  }

  @Test func `a destination has a user, a host and a port`() throws {
    let far = try SSHDestination("ann@[fe80::1]:22")
    #expect(far.user == "ann")
    #expect(far.host == "fe80::1")
    #expect(far.port == 22)
    let odd = try SSHDestination("ann@corp@build")
    #expect(odd.user == "ann@corp")
    #expect(odd.host == "build")
    let bare = try SSHDestination("fe80::1")
    #expect(bare.user == nil)
    #expect(bare.host == "fe80::1")
    #expect(bare.port == nil)
    #expect(try SSHDestination("[fe80::1%eth0]:22").host == "fe80::1%eth0")
  }

  @Test(arguments: [
    ("unix:claw.sock", "unix", "is not the path of a socket from the root on"),
    ("unix:/run/", "unix", "is not the path of a socket from the root on"),
    ("unix:/a:b", "unix", "is followed by a colon"),
    ("unix:/a\u{1B}b", "unix", "holds signs that cannot be shown"),
    ("unix:/" + String(repeating: "é", count: 54), "unix", "has 109 bytes"),
    ("ssh://h/unix:/a b", "unix", "holds a sign that ssh reads in its own way"),
    ("ssh://h/unix:/a%h", "unix", "holds a sign that ssh reads in its own way"),
    ("ssh://h", "ssh", "names no node behind the machine"),
    ("ssh://-oProxyCommand=x/http://a", "ssh", "begins with '-', as an option does"),
    ("ssh://ann@-l/http://a", "ssh", "names a machine that begins with '-'"),
    ("ssh://a b/http://a", "ssh", "holds signs that no host has"),
    ("ssh://a\nb/http://a", "ssh", "holds signs that no host has"),
    ("ssh://a;b/http://a", "ssh", "holds signs that no host has"),
    ("ssh://$(a)/http://a", "ssh", "holds signs that no host has"),
    ("ssh:///http://a", "ssh", "names no machine"),
    ("ssh://@h/http://a", "ssh", "names no machine"),
    ("ssh://h:0/http://a", "ssh", "has the port '0'"),
    ("ssh://h:22:33/http://a", "ssh", "names no machine"),
    ("ssh://a:22:33/http://a", "ssh", "names no machine"),
    ("ssh://[h:22]/http://a", "ssh", "names no machine"),
    ("ssh://[fe80::1]22/http://a", "ssh", "names no machine"),
    ("ssh://h:x/http://a", "ssh", "has a port that is no number"),
    ("ssh://h/https://a", "baseUrl", "is behind ssh, which encrypts already: use http"),
    ("ssh://h/ssh://i/http://a", "baseUrl", "has the scheme 'ssh'"),
  ])
  func `a socket or a machine that cannot be used is named, with the way out`(
    text: String, key: String, problem: String
  ) throws {
    let error = try #require(throws: ClawLinkError.self) { try NodeAddress(text) }
    guard case .configuration(key, let said) = error else {
      Issue.record("\(error) is no configuration error of \(key)")
      return
    }
    #expect(said.contains(problem))
    #expect(!said.contains("\n"))
  }

  @Test func `an address is put together from what settings say`() throws {
    let url = { (baseUrl: String?, unix: String?, ssh: String?) throws in
      try NodeAddress(baseUrl: baseUrl, unix: unix, ssh: ssh).url
    }
    #expect(try url("http://a/", nil, nil) == "http://a")
    #expect(try url(nil, "/s", nil) == "unix:/s")
    #expect(try url("http://localhost/claw/", "/s", nil) == "unix:/s:/claw")
    #expect(try url("http://localhost:8000", nil, "ann@h") == "ssh://ann@h/http://localhost:8000")
    #expect(try url(nil, "/s", "h") == "ssh://h/unix:/s")
    #expect(throws: ClawLinkError.self) { try url("http://a", "/s", nil) }
    #expect(throws: ClawLinkError.self) { try url("https://localhost", "/s", nil) }
  }

  @Test func `requests over a socket go to localhost there`() throws {
    let address = try NodeAddress("unix:/run/claw.sock:/p")
    #expect(address.authority == "localhost")
    #expect(
      address.endpoint(["health"], query: [], over: address.socketPath)
        == "http+unix://%2Frun%2Fclaw.sock/p/health")
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
    ("unix:/run/claw.sock", true), ("ssh://h/unix:/run/claw.sock", true),
    ("ssh://h/http://localhost:8000", true), ("ssh://h/http://10.0.0.1", false),
  ])
  func `nobody reads along on https and on this machine`(url: String, isPrivate: Bool) throws {
    #expect(try NodeAddress(url).isPrivateToTheEnds == isPrivate)
  }
}
