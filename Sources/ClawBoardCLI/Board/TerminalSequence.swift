import ClawBoard
import Foundation

/// What the board asks of a terminal beside its pictures. No terminal answers, so that nobody knows
/// what comes of it.
struct TerminalSequence: Sendable {
  let multiplexer: Multiplexer?

  /// A text for the clipboard, by OSC 52.
  func clipboard(_ text: String, _ way: ClipboardWay) -> [UInt8] {
    let plain = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}"
    let sequence =
      switch (way, multiplexer) {
      case (.off, _): ""
      case (.plain, _), (.auto, nil): plain
      case (.tmux, _): Multiplexer.tmux.wrapped(plain)
      // It takes the one with set-clipboard on, the other with allow-passthrough on.
      case (.auto, .tmux?): plain + Multiplexer.tmux.wrapped(plain)
      // It would show most of a plain one.
      case (.auto, .screen?): Multiplexer.screen.wrapped(plain)
      }
    return Array(sequence.utf8)
  }
}
