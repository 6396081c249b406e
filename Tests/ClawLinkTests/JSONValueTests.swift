import ClawLink
import Foundation
import Testing

struct JSONValueTests {
  @Test(arguments: [
    "null", "true", "false", "3", "-2.5", "9007199254740993", "-9223372036854775807", #""text""#,
    #"[1,"two",null]"#, #"{"a":{"b":[]}}"#,
  ])
  func `a value is written as it was read`(json: String) throws {
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
    #expect(String(decoding: try JSONEncoder().encode(value), as: UTF8.self) == json)
  }

  @Test func `true is no number and 1 is no truth`() throws {
    let values = try JSONDecoder().decode([JSONValue].self, from: Data("[true, 1, 0, false]".utf8))
    #expect(values == [true, 1, 0, false])
    #expect(values.map(\.bool) == [true, nil, nil, false])
    #expect(values.map(\.number) == [nil, 1, 0, nil])
  }

  @Test func `a number is one value, however it is written`() throws {
    let values = try JSONDecoder().decode(
      [JSONValue].self, from: Data("[3, 3.0, 9007199254740992, 9007199254740993]".utf8))
    #expect(
      values == [.number(3), .number(3), .number(0x1p53), .integer(9_007_199_254_740_993)])
    #expect(values.map(\.number) == [3, 3, 0x1p53, 0x1p53])
    #expect(values[3] == 9_007_199_254_740_993)
  }

  @Test func `a number in exponent form is read`() throws {
    let value = try JSONDecoder().decode(JSONValue.self, from: Data("4.6e-05".utf8))
    #expect(value == 4.6e-05)
  }

  @Test func `each look at a value gives its own kind alone`() {
    let object: JSONValue = ["key": "text"]
    #expect(object.object == ["key": "text"])
    #expect(object.text == nil)
    #expect(JSONValue.string("text").text == NodeText("text"))
    #expect(JSONValue.null.object == nil)
  }

  @Test func `a number that JSON cannot say is not written`() {
    #expect(throws: EncodingError.self) {
      try JSONEncoder().encode(JSONValue.number(.infinity))
    }
  }
}
