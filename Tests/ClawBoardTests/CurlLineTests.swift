import ClawLink
import Foundation
import Testing

@testable import ClawBoard

/// A line that a shell may get, whatever a node says.
struct CurlLineTests {
  private func line(_ address: String, _ id: String, hasToken: Bool = false) throws -> String {
    CurlLine(address: try NodeAddress(address), id: TaskID(id), hasToken: hasToken).text
  }

  @Test func `a node is asked at its address, below its prefix`() throws {
    #expect(
      try line("https://build.example:8443/claw/", "7f3a")
        == "curl -sS 'https://build.example:8443/claw/api/runtime/tasks/7f3a/state'")
  }

  @Test func `a unix socket is named, and quoted`() throws {
    #expect(
      try line("unix:/run/it's here/claw.sock:/p", "7f3a", hasToken: true)
        == "curl -sS --unix-socket '/run/it'\\''s here/claw.sock' "
        + "-H \"Authorization: Bearer $TOKEN\" 'http://localhost/p/api/runtime/tasks/7f3a/state'")
  }

  @Test func `behind ssh the line is for that machine, and says so`() throws {
    #expect(
      try line("ssh://ann@build.example:2222/http://localhost:8000", "7f3a")
        == "# on the machine of: ssh ann@build.example:2222\n"
        + "curl -sS 'http://localhost:8000/api/runtime/tasks/7f3a/state'")
  }

  @Test(arguments: ["a'; rm -rf ~; '", "$(id)", "`id`", "a\nb", "../x?y#z", "\u{1B}]52;c;AA\u{7}"])
  func `an id is one word of a URL, whatever is in it`(id: String) throws {
    let text = try line("http://prod:8000", id)
    let segment = text.dropFirst("curl -sS 'http://prod:8000/api/runtime/tasks/".count)
      .dropLast("/state'".count)
    #expect(segment.allSatisfy { $0.isLetter || $0.isNumber || "%.-_~".contains($0) })
    #expect(String(segment).removingPercentEncoding == id)
  }

  @Test func `a shell reads the same words`() throws {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let text = try line("unix:/run/it's/claw.sock", "a'b $(id)", hasToken: true)
    process.arguments = ["-c", "TOKEN=t; curl() { printf '%s|' \"$@\"; }; " + text]
    process.standardOutput = output
    try process.run()
    process.waitUntilExit()
    let words = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    #expect(
      words == "-sS|--unix-socket|/run/it's/claw.sock|-H|Authorization: Bearer t|"
        + "http://localhost/api/runtime/tasks/a%27b%20%24%28id%29/state|")
  }
}
