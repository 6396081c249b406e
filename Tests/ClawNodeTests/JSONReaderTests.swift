import ClawLink
import Foundation
import Testing

@testable import ClawNode

struct JSONReaderTests {
  private func read(_ body: String) throws -> JSONValue {
    try JSONReader.value(of: Data(body.utf8))
  }

  @Test(arguments: [
    "null", "true", "false", "0", "-0", "7", "-12", "0.5", "1e3", "1E-3", "-2.5e+10", "4.9e-324",
    "123456789012345", "1234567890123456", "9007199254740993", "-9223372036854775808",
    "9223372036854775808", "18446744073709551616",
    "0.1", "1.7976931348623157e308", #""""#, #""text""#, #""日本 é 😀""#, "\"e\u{301}\"",
    #""\" \\ \/ \b \f \n \r \t""#, #""\u0041\u00e9\u65E5\u0000""#, #""\ud83d\ude00 \uD83D\uDE00""#,
    "\"\u{7F}\u{80}\u{2028}\"", "[]", "{}", "[ ]", "{ }", "[[],{}]", "[1,[2,[3,[]]],4]",
    #"{"":{"":[]}}"#, #"{"a":1,"b":[true,null],"c":{"d":"e"}}"#, #"{"a\n\u0041":0}"#,
    " \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : { } } \n", #"["",null,false,0]"#,
  ])
  func `JSON is read as Foundation reads it`(body: String) throws {
    let expected = try JSONDecoder().decode(JSONValue.self, from: Data(body.utf8))
    #expect(try read(body) == expected)
  }

  @Test(arguments: [
    #"{"agent_type":"ollama","prompt":"say hi","session_id":"85d2720d-4bc2-4b58-ae20-8dff82787f8b"}"#,
    #"{"agent_type": 1, "context": 2, "session_id": {}, "project_id": "z", "task_id": []}"#,
    """
    {"agent_type": "ollama", "prompt": "the prompt", "context": {"description": "d", "nested":
    {"list": [1, 2.5, null, true, {"deep": {"er": "日本"}}]}, "quote": "it's \\"q\\"",
    "parentTaskId": null}, "session_id": "85d2720d-4bc2-4b58-ae20-8dff82787f8b"}
    """,
    #"{"project_id": 1, "title": "\u001b[31mred\u001b[0m\nline2 \u202eabc \u0000"}"#,
  ])
  func `recorded submissions are read as Foundation reads them`(body: String) throws {
    let expected = try JSONDecoder().decode(JSONValue.self, from: Data(body.utf8))
    #expect(try read(body) == expected)
  }

  @Test(arguments: PythonFaults.all)
  func `a fault is told as Python tells it`(body: String, position: Int, problem: String) {
    #expect(throws: JSONReader.Failure.invalid(position: position, problem: problem)) {
      try read(body)
    }
  }

  @Test func `a trailing comma is a missing value or a missing name`() {
    #expect(throws: JSONReader.Failure.invalid(position: 3, problem: "Expecting value")) {
      try read("[1,]")
    }
    let problem = "Expecting property name enclosed in double quotes"
    #expect(throws: JSONReader.Failure.invalid(position: 7, problem: problem)) {
      try read(#"{"a":1,}"#)
    }
  }

  @Test(arguments: [
    "NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1e99999999999999999999",
    "1" + String(repeating: "0", count: 309), "-" + String(repeating: "9", count: 4300),
    String(repeating: "9", count: 5000) + ".5",
  ])
  func `what no number can hold is null`(body: String) throws {
    #expect(try read(body) == .null)
    #expect(try read("{\"a\":[\(body),1]}") == ["a": [nil, 1]])
  }

  @Test func `what is too small for a number is zero`() throws {
    #expect(try read("[1e-400,-1e-999]") == [0, 0])
  }

  @Test(arguments: [
    (#""\ud83d""#, "\u{FFFD}"), (#""\ude00""#, "\u{FFFD}"), (#""a \ud83d b""#, "a \u{FFFD} b"),
    (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\n""#, "\u{FFFD}\n"),
    (#""\ud83dude00""#, "\u{FFFD}ude00"), (#""\uD83D\uDE00\ude00""#, "😀\u{FFFD}"),
  ])
  func `half a surrogate pair is a replacement character`(body: String, text: String) throws {
    #expect(try read(body) == .string(text))
  }

  @Test func `surrogates written as UTF-8 are replaced one by one, and each counts once`() throws {
    let pair: [UInt8] = [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]
    let quote = Data("\"".utf8)
    #expect(try JSONReader.value(of: quote + pair + quote) == "\u{FFFD}\u{FFFD}")
    #expect(throws: JSONReader.Failure.invalid(position: 5, problem: "Extra data")) {
      try JSONReader.value(of: quote + pair + quote + Data(" 1".utf8))
    }
  }

  @Test func `the last of equal keys counts`() throws {
    #expect(try read(#"{"a":1,"b":2,"a":{"a":3},"\u0061":4}"#) == ["a": 4, "b": 2])
  }

  @Test func `a byte order mark is skipped and not counted`() throws {
    let mark = Data([0xEF, 0xBB, 0xBF])
    #expect(try JSONReader.value(of: mark + Data(#"{"a":1}"#.utf8)) == ["a": 1])
    #expect(throws: JSONReader.Failure.invalid(position: 1, problem: "Expecting value")) {
      try JSONReader.value(of: mark + Data("[".utf8))
    }
  }

  @Test func `a part of other data is read from its own start`() throws {
    #expect(try JSONReader.value(of: Data("xx[1]".utf8).dropFirst(2)) == [1])
  }
}
