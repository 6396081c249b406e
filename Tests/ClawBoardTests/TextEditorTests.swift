import ClawTerminal
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
    #expect(editor("a\u{1B}[31mb\u{7}c").text == "a[31mbc")
  }

  @Test func `tabs stay where there are several lines`() {
    #expect(editor("a\tb").text == "a\tb")
    #expect(TextEditor("a\tb", isMultiline: false).text == "a b")
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
    _ = editor.deleteWordBackward()
    #expect(editor.text == "one ")
    _ = editor.deleteWordBackward()
    #expect(editor.text.isEmpty)
    _ = editor.deleteWordBackward()
    #expect(editor.text.isEmpty)
  }

  @Test func `a line is deleted to its start or its end`() {
    var editor = editor("abcd")
    editor.moveLeft()
    editor.moveLeft()
    _ = editor.deleteToLineEnd()
    #expect(editor.text == "ab")
    _ = editor.deleteToLineStart()
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

  @Test func `typing is undone by words, and done again`() {
    var editor = editor("")
    for character in "one two" { editor.insert(String(character)) }
    editor.undo()
    #expect(editor.text == "one ")
    editor.undo()
    editor.undo()
    #expect(editor.text.isEmpty)
    editor.undo()
    for _ in 1...3 { editor.redo() }
    #expect(editor.text == "one two")
    editor.insert("!")
    editor.redo()
    #expect(editor.text == "one two!")
  }

  @Test func `words are crossed, also over line ends`() {
    var editor = editor("one, two\n three")
    editor.moveWordLeft()
    #expect((editor.row, editor.column) == (1, 1))
    editor.moveWordLeft()
    #expect((editor.row, editor.column) == (1, 0))
    editor.moveWordLeft()
    #expect((editor.row, editor.column) == (0, 5))
    editor.moveWordRight()
    #expect((editor.row, editor.column) == (0, 8))
    editor.moveWordRight()
    #expect((editor.row, editor.column) == (1, 6))
  }

  @Test func `what was deleted can be put in elsewhere`() {
    var editor = editor("one two\nthree")
    editor.moveLine(-1)
    editor.moveToLineStart()
    var killed = ""
    editor.edit(.deleteToEnd, &killed)
    editor.edit(.deleteToEnd, &killed)
    #expect(editor.lines == ["three"])
    #expect(killed == "\n")
    editor.edit(.deleteNextWord, &killed)
    editor.edit(.yank, &killed)
    editor.edit(.yank, &killed)
    #expect(editor.text == "threethree")
  }

  @Test func `a long line goes on in the next row, and the cursor with it`() {
    var editor = editor("the quick brown fox\njumps")
    editor.moveLine(-1)
    editor.moveToLineEnd()
    let rows = EditorRows(editor, width: 11, height: 10)
    #expect(rows.rows.map(\.text) == ["the quick ", "brown fox", "jumps"])
    #expect(rows.cursor == (1, 9))
    editor.moveRow(-1, in: Rect(column: 0, row: 0, width: 11, height: 3))
    #expect((editor.row, editor.column) == (0, 9))
    editor.moveRow(1, in: Rect(column: 0, row: 0, width: 11, height: 3))
    #expect((editor.row, editor.column) == (0, 19))
    editor.moveRow(1, in: Rect(column: 0, row: 0, width: 11, height: 3))
    #expect((editor.row, editor.column) == (1, 5))
  }

  @Test func `no character is lost between rows`() {
    for text in ["日本語のテキスト", "aaaaaaaaaaaaaaaaaaaa", "a\tb\tc d e f g h", "", " ", "word "] {
      for width in 5...12 {
        let rows = EditorRows(editor(text), width: width, height: 100).rows
        let line = Array(text)
        #expect(rows.flatMap { line[$0.characters] } == line)
        for row in rows { #expect(row.text.cellWidth <= width) }
      }
    }
  }
}
