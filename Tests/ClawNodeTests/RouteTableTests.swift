import Foundation
import Testing

@testable import ClawNode

struct RouteTableTests {
  private let table = RouteTable(routes: [
    .init("GET", "/things") { _, _ in .json("list") },
    .init("POST", "/things/make") { _, _ in .json("made") },
    .init("GET", "/things/{id}") { _, id in .json(["id": id]) },
    .init("GET", "/things/{id}/state") { _, id in .json(["state of": id]) },
  ])

  private func answer(_ method: String, _ target: String) async -> RouteAnswer {
    await table.answer(to: RouteRequest(method: method, target: target, host: "h:8000"))
  }

  private func text(_ answer: RouteAnswer) -> String {
    String(decoding: answer.body, as: UTF8.self)
  }

  @Test(arguments: [
    ("GET", "/things", #""list""#),
    ("GET", "/things?x=1", #""list""#),
    ("POST", "/things/make", #""made""#),
    ("GET", "/things/7", #"{"id":"7"}"#),
    ("GET", "/things/make", #"{"id":"make"}"#),
    ("GET", "/things/a%20b", #"{"id":"a b"}"#),
    ("GET", "/things/%E6%97%A5/state", #"{"state of":"日"}"#),
    ("GET", "/things/%FF", #"{"id":"%FF"}"#),
    ("GET", "/things/state", #"{"id":"state"}"#),
    ("GET", "/things/\u{301}x/state", "{\"state of\":\"\u{301}x\"}"),
  ])
  func `a route is found by method and path`(method: String, target: String, body: String) async {
    let answer = await answer(method, target)
    #expect(answer.status == 200)
    #expect(text(answer) == body)
  }

  @Test(arguments: [
    "/", "", "/nothing", "//things", "/things//state", "/things/a%2Fb/other", "/things/7/state/x",
    "things", "/Things",
  ])
  func `an unknown path is 404`(target: String) async {
    let answer = await answer("GET", target)
    #expect(answer.status == 404)
    #expect(text(answer) == #"{"detail":"Not Found"}"#)
  }

  @Test(arguments: [
    ("POST", "/things", "GET"), ("DELETE", "/things/7", "GET"), ("HEAD", "/things", "GET"),
    ("PUT", "/things/7/state", "GET"),
  ])
  func `a wrong method is 405 and says which is right`(
    method: String, target: String, allowed: String
  ) async {
    let answer = await answer(method, target)
    #expect(answer.status == 405)
    #expect(answer.headers == ["allow": allowed])
    #expect(text(answer) == #"{"detail":"Method Not Allowed"}"#)
  }

  @Test(arguments: ["GET", "POST"])
  func `a trailing slash leads to the path without it`(method: String) async {
    let answer = await answer(method, "/things/")
    #expect(answer.status == 307)
    #expect(answer.headers == ["location": "http://h:8000/things"])
    #expect(answer.body.isEmpty)
  }

  @Test func `two trailing slashes lead nowhere`() async {
    #expect(await answer("GET", "/things//").status == 404)
  }

  @Test func `a query is decoded like a form`() {
    let request = RouteRequest(
      method: "GET", target: "/things?a=1&b=zo%C3%AB%2B+x&empty=&flag&a=2&c=x=y&d=%zz")
    #expect(
      request.query == [
        "a": "2", "b": "zoë+ x", "empty": "", "flag": "", "c": "x=y", "d": "%zz",
      ])
    #expect(request.path == "/things")
  }
}
