import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// What is typed beside the prompt, and what is sent of it.
struct FormTextTests {
  @Test func `metadata are read as they are typed`() throws {
    let values = try MetadataText.values(
      of: #"team=core note="two words" tries:=3 tags:=["a", "b c"] empty= eq=a=b"#)
    #expect(
      values == [
        "team": .string("core"), "note": .string("two words"), "tries": .number(3),
        "tags": .array([.string("a"), .string("b c")]), "empty": .string(""), "eq": .string("a=b"),
      ])
    let again = try MetadataText.values(of: MetadataText.text(of: values))
    #expect(again == values)
  }

  @Test(arguments: [
    ("team", "'team' is not written key=value"), ("=x", "'=x' is not written key=value"),
    ("a=1 a=2", "'a' stands twice: leave one"), ("a=\"b", "a: a quote has no end"),
    ("a:=b", "a: 'b' is no JSON: = takes a text"),
  ])
  func `metadata that are none say why`(text: String, words: String) {
    do {
      Issue.record("read as \(try MetadataText.values(of: text))")
    } catch {
      #expect(error.words == words)
    }
  }

  @Test func `wrong metadata are not sent, and not lost`() {
    var board = SampleBoard()
    board.type("nHi")
    board.press(.tab, .tab, .tab)
    board.type("team")
    #expect(board.press(.control("s")) == [])
    #expect(board.screen.contains("'team' is not written key=value"))
    #expect(board.drafts.last?.first?.metadata == "team")
  }

  @Test func `model, thinking and metadata go with the prompt`() {
    var board = SampleBoard()
    board.type("nHi")
    board.press(.tab)
    board.type("large")
    board.press(.tab, .left)
    board.press(.tab)
    board.type("team=core")
    let request = TaskSubmitRequest(
      agentId: "claude", input: "Hi", model: "large", thinking: .xhigh,
      metadata: ["team": .string("core")])
    #expect(board.press(.control("s")) == [.submit(SampleBoard.node, request)])
  }

  /// As recorded of the real node: state-nested-context.
  @Test func `what the agent is sent is shown as the real node writes it`() {
    let request = TaskSubmitRequest(
      input: "the prompt",
      metadata: [
        "description": .string("d"),
        "nested": .object([
          "list": .array([
            .number(1), .number(2.5), .null, .bool(true),
            .object(["deep": .object(["er": .string("日本")])]),
          ])
        ]),
        "quote": .string("it's \"q\""), "parentTaskId": .null,
      ])
    #expect(
      SentText(request: request).text == """
        Context: {'description': 'd', 'nested': {'list': [1, 2.5, None, True, {'deep': {'er': \
        '日本'}}]}, 'parentTaskId': None, 'quote': 'it\\'s "q"'}

        the prompt
        """)
  }

  @Test(arguments: [
    ("it's", "\"it's\""), ("a\nb\t\\", "'a\\nb\\t\\\\'"), ("\u{1B}[0m", "'\\x1b[0m'"),
    ("\u{202E}", "'\\u202e'"), ("é日", "'é日'"),
  ])
  func `texts are quoted as Python does`(text: String, notation: String) {
    #expect(SentText.notation(.string(text)) == notation)
  }

  @Test func `without anything beside it the prompt goes alone`() {
    #expect(SentText(request: TaskSubmitRequest(input: "Hi")).text == "Hi")
  }

  @Test func `it is looked at, scrolled, and written on`() {
    var board = SampleBoard()
    board.type("n")
    board.send(.input([.paste((1...60).map { "line \($0)" }.joined(separator: "\n"))]))
    board.press(.control("t"))
    #expect(board.screen.contains("claude on prod gets this:"))
    #expect(board.screen.contains("line 1 "))
    board.press(.pageDown)
    board.type("x")
    #expect(!board.screen.contains("line 1 "))
    board.press(.escape)
    #expect(board.model.overlay == .form)
    #expect(board.model.form?.prompt.lines.count == 60)
  }

  @Test func `a template is written on, and gone when nobody did`() {
    var board = SampleBoard()
    let request = TaskSubmitRequest(
      agentId: "demo", description: "Review", input: "Review this", thinking: .high)
    board.model { $0.preferences.templates = [TaskTemplate(name: "review", request: request)] }
    board.type("N")
    #expect(board.screen.contains("from-template review"))
    board.press(.enter)
    #expect(board.model.form?.written == request)
    board.press(.escape)
    #expect(board.model.forms.isEmpty)
  }

  @Test func `a template whose agent is not there says so, and is no draft by that`() {
    var board = SampleBoard()
    let request = TaskSubmitRequest(agentId: "nobody", input: "Review this")
    board.model { $0.preferences.templates = [TaskTemplate(name: "review", request: request)] }
    board.type("N")
    board.press(.enter)
    #expect(board.screen.contains("nobody is not configured on prod: claude is chosen"))
    board.press(.escape)
    #expect(board.model.forms.isEmpty)
    #expect(board.drafts.isEmpty)
  }

  @Test func `the editor's text takes the place of the prompt, and can be undone`() {
    var board = SampleBoard()
    board.type("nHi")
    #expect(board.press(.control("g")) == [.edit("Hi", form: 0)])
    board.send(.edited("Hi there\nand more\n", form: 0))
    #expect(board.model.form?.prompt.text == "Hi there\nand more")
    board.press(.control("_"))
    #expect(board.model.form?.prompt.text == "Hi")
  }

  @Test func `what comes back from the editor is kept, though its form is gone`() {
    var board = SampleBoard()
    board.type("nHi")
    let burst: [Input] = [.key(.control("g")), .key(.character("x")), .key(.control("s"))]
    #expect(board.send(.input(burst)).first == .edit("Hi", form: 0))
    #expect(board.model.form?.prompt.text == "Hi")
    board.press(.control("s"))
    board.send(.edited("Hi there", form: 0))
    #expect(board.model.drafts.map(\.prompt.text) == ["Hi", "Hi there"])
  }

  @Test func `a file goes to the cursor`() {
    var board = SampleBoard()
    board.type("nSee:")
    board.press(.control("o"))
    #expect(board.type("notes.txt\n").first == .read(file: "notes.txt", form: 0))
    #expect(board.model.overlay == .form)
    board.send(.file(" one\ntwo\n", form: 0))
    #expect(board.model.form?.prompt.text == "See: one\ntwo")
  }
}
