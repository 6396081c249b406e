import ClawTerminal

extension Keymap {
  static let promptKeys = [
    Binding(
      action: .accept, keys: [.enter], contexts: [.prompt, .palette], help: "it counts",
      footer: "ok"),
    Binding(
      action: .complete, keys: [.tab], contexts: [.prompt, .palette],
      help: "complete what is typed", footer: "complete"),
    Binding(
      action: .moveUp, keys: [.up, .control("p")], contexts: [.prompt, .palette],
      help: "the one above, or typed before"),
    Binding(
      action: .moveDown, keys: [.down, .control("n")], contexts: [.prompt, .palette],
      help: "the one below, or typed after"),
  ]

  static let questionKeys = [
    Binding(action: .confirm, keys: [.character("y")], contexts: [.question], help: "yes"),
    Binding(
      action: .confirm, keys: [.character("y"), .character("x")], contexts: [.confirmation],
      help: "yes"),
    Binding(
      action: .back, keys: [.character("n"), .character("q")], contexts: .questions, help: "no"),
    Binding(
      action: .asNobody, keys: [.character("a")], contexts: [.refusal, .outcome],
      help: "once more, without a user"),
    Binding(
      action: .back, keys: [.character("e")], contexts: [.refusal], help: "edit",
      footer: "edit"),
    Binding(
      action: .keepDraft, keys: [.character("d")], contexts: [.refusal],
      help: "keep it as a draft", footer: "draft"),
    Binding(
      action: .back, keys: [.character("q"), .enter], contexts: [.outcome], help: "close"),
    Binding(
      action: .discardDraft, keys: [.character("d"), .delete], contexts: [.drafts],
      help: "discard it; z takes that back", footer: "discard"),
    Binding(action: .open, keys: [.enter], contexts: [.drafts], help: "write on"),
    Binding(action: .newTask, keys: [.character("n")], contexts: [.drafts], help: "a new one"),
    Binding(action: .open, keys: [.enter], contexts: [.unconfirmed], help: "that is so"),
    Binding(action: .back, keys: [.character("q")], contexts: .choices, help: "close"),
  ]

  static let formKeys = [
    Binding(action: .send, keys: [.control("s"), .function(2)], contexts: [.form], help: "send"),
    Binding(action: .nextField, keys: [.tab], contexts: [.form], help: "next field"),
    Binding(action: .previousField, keys: [.backTab], contexts: [.form], help: "previous field"),
    Binding(
      action: .enterField, keys: [.enter], contexts: [.form],
      help: "next field, new line in the prompt, or send"),
    Binding(
      action: .closeForm, keys: [.escape], contexts: [.form], help: "close; what you typed stays"),
    Binding(
      action: .lookAtSent, keys: [.control("t"), .function(3)], contexts: [.form],
      help: "what the agent will be sent, and back"),
    Binding(
      action: .editText, keys: [.control("g"), .function(4)], contexts: [.form],
      help: "the text in $EDITOR"),
    Binding(
      action: .insertFile, keys: [.control("o")], contexts: [.form], help: "a file into the text"),
    Binding(action: .moveUp, keys: [.up, .control("p")], contexts: [.form], help: "up"),
    Binding(action: .moveDown, keys: [.down, .control("n")], contexts: [.form], help: "down"),
    Binding(
      action: .halfPageUp, keys: [.pageUp], contexts: [.form], help: "half a page up"),
    Binding(
      action: .halfPageDown, keys: [.pageDown], contexts: [.form], help: "half a page down"),
    Binding(
      action: .wordLeft, keys: [.controlLeft, .alt("b")], contexts: .lines, help: "a word left"),
    Binding(
      action: .wordRight, keys: [.controlRight, .alt("f")], contexts: .lines,
      help: "a word right"),
    Binding(action: .moveLeft, keys: [.left, .control("b")], contexts: .lines, help: "left"),
    Binding(action: .moveRight, keys: [.right, .control("f")], contexts: .lines, help: "right"),
    Binding(
      action: .lineStart, keys: [.home, .control("a")], contexts: .lines, help: "start of line"),
    Binding(
      action: .lineEnd, keys: [.end, .control("e")], contexts: .lines, help: "end of line"),
    Binding(
      action: .deleteBackward, keys: [.backspace], contexts: .lines, help: "delete to the left"),
    Binding(
      action: .deleteForward, keys: [.delete, .control("d")], contexts: .lines,
      help: "delete to the right"),
    Binding(
      action: .deleteWord, keys: [.control("w"), .alt("\u{7F}")], contexts: .lines,
      help: "delete a word"),
    Binding(
      action: .deleteNextWord, keys: [.alt("d")], contexts: .lines,
      help: "delete the next word"),
    Binding(
      action: .deleteToStart, keys: [.control("u")], contexts: .lines,
      help: "delete to the start of the line"),
    Binding(
      action: .deleteToEnd, keys: [.control("k")], contexts: .lines,
      help: "delete to the end of the line"),
    Binding(
      action: .yank, keys: [.control("y")], contexts: .lines,
      help: "put in what was deleted last"),
    Binding(
      action: .undoEdit, keys: [.control("_"), .function(5)], contexts: .lines,
      help: "undo the typing"),
    Binding(
      action: .redoEdit, keys: [.control("r")], contexts: .lines, help: "type it again"),
  ]
}
