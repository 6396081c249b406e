import ClawLink
import Foundation
import Testing

@testable import ClawNode

/// Bodies that the real node answers with 400, and those just this side of them.
struct JSONReaderLimitTests {
  private func nested(_ opening: String, _ closing: String, levels: Int) -> Data {
    Data((String(repeating: opening, count: levels) + closing).utf8)
  }

  /// How reading ends on a thread with no more stack than a server's may have; the value is given
  /// up there, too.
  private func failure(of body: Data) async -> JSONReader.Failure? {
    await withCheckedContinuation { continuation in
      let thread = Thread {
        do throws(JSONReader.Failure) {
          _ = try JSONReader.value(of: body)
          continuation.resume(returning: nil)
        } catch {
          continuation.resume(returning: error)
        }
      }
      thread.stackSize = 512 * 1024
      thread.start()
    }
  }

  @Test(arguments: [("[", "]"), (#"{"a":"#, "}"), (#"{"a":["#, "]}")])
  func `nesting up to the limit is read`(opening: String, closing: String) async {
    let levels = JSONReader.maximumDepth / opening.count { "[{".contains($0) }
    let closings = String(repeating: closing, count: levels)
    let innermost = opening.hasSuffix("[") ? "" : "null"
    let body = nested(opening, innermost + closings, levels: levels)
    #expect(await failure(of: body) == nil)
  }

  @Test func `the depth that a real node took is read`() async {
    let deep = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    let body = #"{"agent_type":"ollama","prompt":"x","context":{"a":\#(deep)}}"#
    #expect(await failure(of: Data(body.utf8)) == nil)
  }

  @Test(arguments: [JSONReader.maximumDepth + 1, 100_000, 2_000_000])
  func `deeper nesting is unreadable`(levels: Int) async {
    let ends = String(repeating: "]", count: levels)
    #expect(await failure(of: nested("[", ends, levels: levels)) == .unreadable)
    #expect(await failure(of: nested(#"{"a":"#, "", levels: levels)) == .unreadable)
  }

  @Test func `values side by side are not nested`() throws {
    let body = "[" + String(repeating: "[[]],{},", count: 2 * JSONReader.maximumDepth) + "1]"
    #expect(throws: Never.self) { try JSONReader.value(of: Data(body.utf8)) }
  }

  @Test func `whichever comes first decides, the limit or a fault`() {
    let deep = String(repeating: "[", count: JSONReader.maximumDepth + 1)
    #expect(throws: JSONReader.Failure.unreadable) { try JSONReader.value(of: Data(deep.utf8)) }
    #expect(throws: JSONReader.Failure.invalid(position: 1, problem: "Expecting value")) {
      try JSONReader.value(of: Data(("[," + deep).utf8))
    }
  }

  @Test func `a whole number of more than 4300 digits is unreadable`() throws {
    let digits = String(repeating: "1", count: 4300)
    for body in [digits, "-" + digits, digits + "1.0", digits + "1e1"] {
      #expect(try JSONReader.value(of: Data(body.utf8)) == .null)
    }
    for body in [digits + "1", "-" + digits + "1", "[" + digits + "1.]", digits + "1e"] {
      #expect(throws: JSONReader.Failure.unreadable) { try JSONReader.value(of: Data(body.utf8)) }
    }
  }

  @Test(arguments: [
    [0xFF], [0x22, 0xFF, 0xFE, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xC0, 0xAF, 0x22],
    [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x22], [0x22, 0xE2, 0x82],
    [0xE2, 0xED, 0xA0, 0x80], [0x31, 0x20, 0x32, 0xFF], [0xEF, 0xBB],
  ])
  func `what is not UTF-8 is unreadable, also after a fault`(body: [UInt8]) {
    #expect(throws: JSONReader.Failure.unreadable) { try JSONReader.value(of: Data(body)) }
  }

  @Test(arguments: [String.Encoding.utf16, .utf16BigEndian, .utf16LittleEndian, .utf32])
  func `UTF-16 and UTF-32 are unreadable`(encoding: String.Encoding) throws {
    for text in ["1", #"{"a":1}"#] {
      let body = try #require(text.data(using: encoding))
      #expect(throws: JSONReader.Failure.unreadable) { try JSONReader.value(of: body) }
    }
  }
}
