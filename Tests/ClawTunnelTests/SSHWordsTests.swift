import Testing

@testable import ClawTunnel

struct SSHWordsTests {
  private func words(_ text: String) -> SSHWords {
    var words = SSHWords()
    words.add(text.utf8)
    words.finishLine()
    return words
  }

  @Test(arguments: [
    ("ann@build: Permission denied (publickey).\r\n", "Permission denied (publickey)"),
    (
      "ssh: connect to host build port 22: Connection refused\r\n",
      "connect to host build port 22: Connection refused"
    ),
    ("@@@@@\r\n@ WARNING @\r\nHost key verification failed.\r\n", "Host key verification failed"),
    ("Timeout, server build not responding.\r\n\n", "Timeout, server build not responding"),
    ("Connection closed by 10.0.0.1", "Connection closed by 10.0.0.1"),
    ("/tmp/x: 3: exec: ssh: not found\n", "it is not installed"),
    ("\u{1B}[2Jhello\u{202E}\n", "^[[2Jhello<202e>"),
  ])
  func `the last line that says something is kept, cleaned`(text: String, last: String) {
    #expect(words(text).last == last)
  }

  @Test func `nothing said is nothing`() {
    #expect(words("\r\n \n").last == nil)
    #expect(words("Warning: Permanently added 'build' (ED25519) to the list.\r\n").last == nil)
  }

  @Test func `a line without an end does not grow for ever`() {
    #expect((words(String(repeating: "x", count: 100_000)).last?.count ?? 0) <= 200)
  }

  @Test(arguments: [
    ("connect failed: Connection refused", SSHWords.Refusal.noNode("connection refused")),
    ("connect failed: open failed", .noNode("nobody listens there")),
    (
      "administratively prohibited: open failed",
      .prohibited("forwarding is administratively prohibited: open failed")
    ),
  ])
  func `what the far end refuses is known once`(line: String, refusal: SSHWords.Refusal) {
    var words = words("channel 2: open failed: \(line)\r\n")
    #expect(words.takeRefusal() == refusal)
    #expect(words.takeRefusal() == nil)
  }
}
