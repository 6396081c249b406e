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

  /// Something to be told of, on one safe line.
  func notification(_ text: String, _ way: NotifyWay) -> [UInt8] {
    let sequence: String? =
      switch way {
      case .off: nil
      case .bell: "\u{7}"
      case .osc9: passed("\u{1B}]9;\(text)\u{7}")
      // A semicolon would end the part that it stands in.
      case .osc777:
        passed("\u{1B}]777;notify;ClawBoard;\(text.replacing(";", with: ","))\u{7}")
      }
    return Array((sequence ?? "").utf8)
  }

  private func passed(_ sequence: String) -> String {
    multiplexer.map { $0.wrapped(sequence) } ?? sequence
  }
}
