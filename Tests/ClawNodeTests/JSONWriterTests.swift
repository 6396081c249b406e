import ClawLink
import Foundation
import Testing

@testable import ClawNode

struct JSONWriterTests {
  private func text(of value: JSONValue) -> String {
    String(decoding: JSONWriter.data(of: value), as: UTF8.self)
  }

  @Test(
    arguments: [
      (.null, "null"), (true, "true"), (3, "3"), (-2.5, "-2.5"),
      (9_007_199_254_740_993, "9007199254740993"), (.number(.nan), "null"),
      (.number(.infinity), "null"), ([1, "a"], #"[1,"a"]"#), ([:], "{}"), ([], "[]"),
      (["b": 1, "a": [nil]], #"{"a":[null],"b":1}"#),
      ("a\"b\\c\nd\u{0}e\u{1b}", #""a\"b\\c\nd\u0000e\u001b""#), ("é😀/", "\"é😀/\""),
    ] as [(JSONValue, String)])
  func `values are written like this`(value: JSONValue, written: String) {
    #expect(text(of: value) == written)
  }

  @Test func `what is read is written back the same`() throws {
    let body = #"{"a":[{"b":"\u0000\r\n\t"},1e300,9007199254740993,[],{}],"z":-0.5}"#
    let value = try JSONReader.value(of: Data(body.utf8))
    #expect(try JSONReader.value(of: JSONWriter.data(of: value)) == value)
  }

  @Test func `the deepest value that is read can be written on a small stack`() async throws {
    let levels = JSONReader.maximumDepth
    let body = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    let written = await withCheckedContinuation { continuation in
      let thread = Thread {
        let value = try? JSONReader.value(of: Data(body.utf8))
        continuation.resume(returning: value.map { JSONWriter.data(of: $0) })
      }
      thread.stackSize = 512 * 1024
      thread.start()
    }
    #expect(written == Data(body.utf8))
  }

  @Test(
    arguments: [
      ("text", "text"), (.null, nil), (7, "7"), (["k": [true]], #"{"k":[true]}"#),
    ] as [(JSONValue, String?)])
  func `a result that is no text is written as JSON`(value: JSONValue, text: String?) {
    #expect(AgentResult(value).text?.raw == text)
  }
}
