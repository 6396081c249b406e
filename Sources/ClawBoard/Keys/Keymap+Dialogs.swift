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

  static let confirmationKeys = [
    Binding(
      action: .confirm, keys: [.character("y"), .character("x")], contexts: [.confirmation],
      help: "yes"),
    Binding(
      action: .back, keys: [.character("n"), .character("q")], contexts: [.confirmation],
      help: "no"),
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
    Binding(action: .moveUp, keys: [.up, .control("p")], contexts: [.form], help: "up"),
    Binding(action: .moveDown, keys: [.down, .control("n")], contexts: [.form], help: "down"),
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
      action: .deleteWord, keys: [.control("w")], contexts: .lines, help: "delete a word"),
    Binding(
      action: .deleteToStart, keys: [.control("u")], contexts: .lines,
      help: "delete to the start of the line"),
    Binding(
      action: .deleteToEnd, keys: [.control("k")], contexts: .lines,
      help: "delete to the end of the line"),
  ]
}
