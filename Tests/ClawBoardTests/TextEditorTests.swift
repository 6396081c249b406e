import Testing

@testable import ClawBoard

struct TextEditorTests {
  private func editor(_ text: String) -> TextEditor { TextEditor(text, isMultiline: true) }

  @Test func `typed text stands at the cursor`() {
    var editor = editor("ac")
    editor.moveLeft()
    editor.insert("b")
    #expect(editor.text == "abc")
    #expect(editor.column == 2)
  }

  @Test func `line breaks make lines where several are wanted, spaces where one is`() {
    #expect(editor("a\nb\r\nc").lines == ["a", "b", "c"])
    #expect(TextEditor("a\nb", isMultiline: false).lines == ["a b"])
  }

  @Test func `text is inserted in the middle of a line`() {
    var editor = editor("ad")
    editor.moveLeft()
    editor.insert("b\nc")
    #expect(editor.lines == ["ab", "cd"])
    #expect((editor.row, editor.column) == (1, 1))
  }

  @Test func `controls are not taken in`() {
    #expect(editor("a\u{1B}[31mb\u{7}\tc").text == "a[31mb c")
  }

  @Test func `a combining mark joins the character before it`() {
    var editor = editor("e")
    editor.insert("\u{301}")
    #expect(editor.text == "é")
    #expect(editor.column == 1)
    editor.deleteBackward()
    #expect(editor.text.isEmpty)
  }

  @Test func `deleting to the left joins lines`() {
    var editor = editor("ab\ncd")
    editor.moveToLineStart()
    editor.deleteBackward()
    #expect(editor.lines == ["abcd"])
    #expect(editor.column == 2)
    editor.deleteBackward()
    #expect(editor.lines == ["acd"])
  }

  @Test func `deleting to the right joins lines`() {
    var editor = editor("ab\ncd")
    editor.moveLine(-1)
    editor.deleteForward()
    #expect(editor.lines == ["abcd"])
  }

  @Test func `a word is deleted with the spaces behind it`() {
    var editor = editor("one two  ")
    editor.deleteWordBackward()
    #expect(editor.text == "one ")
    editor.deleteWordBackward()
    #expect(editor.text.isEmpty)
    editor.deleteWordBackward()
    #expect(editor.text.isEmpty)
  }

  @Test func `a line is deleted to its start or its end`() {
    var editor = editor("abcd")
    editor.moveLeft()
    editor.moveLeft()
    editor.deleteToLineEnd()
    #expect(editor.text == "ab")
    editor.deleteToLineStart()
    #expect(editor.text.isEmpty)
  }

  @Test func `the cursor crosses line ends and stops at the text's`() {
    var editor = editor("a\nb")
    editor.moveRight()
    #expect((editor.row, editor.column) == (1, 1))
    editor.moveLeft()
    editor.moveLeft()
    #expect((editor.row, editor.column) == (0, 1))
    editor.moveRight()
    #expect((editor.row, editor.column) == (1, 0))
    let movedOut = editor.moveLine(1)
    #expect(!movedOut)
    let moved = editor.moveLine(-1)
    #expect(moved)
  }

  @Test func `a shorter line takes the cursor at its end`() {
    var editor = editor("a\nlonger")
    editor.moveLine(-1)
    #expect((editor.row, editor.column) == (0, 1))
  }
}
