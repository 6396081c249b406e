import ClawLink
import ClawMirror

/// Copying: by way of the terminal, which does not say what came of it.
extension Model {
  /// - Returns: `nil` when the action is none of these, or means nothing here.
  mutating func copy(_ action: Action) -> [Effect]? {
    if action == .copy, selectedTask != nil {
      openCopyMenu()
      return []
    }
    guard let part = TaskPart(action) else { return nil }
    guard let record = selectedTask else {
      notice = .info("no task is selected", at: now)
      return []
    }
    guard let text = text(of: part, of: record) else {
      notice = .info(part.absence(in: record), at: now)
      return []
    }
    return send(text, part, of: record)
  }

  private mutating func openCopyMenu() {
    if layout.shape == .statusLine {
      notice = .error("the terminal is too small to ask: make it larger")
    } else {
      overlay = .menu(.copy, of: selectedKey)
    }
  }

  /// To the terminal; to a file, if the user agrees, where that does not take it.
  private mutating func send(
    _ text: String, _ part: TaskPart, of record: TaskRecord
  ) -> [Effect] {
    let size = ByteCount(bytes: text.utf8.count)
    if let reason = preferences.reason(against: size) {
      open(.save(Unsent(text: text, reason: reason)), text: part.file(for: record.key.id))
      return []
    }
    notice = .info("sent to the terminal: \(part.rawValue), \(size)", at: now)
    return [.copy(text)]
  }
}

extension BoardSettings {
  /// Why a text of this size is not sent to the clipboard; `nil` when it is.
  fileprivate func reason(against size: ByteCount) -> String? {
    if clipboard == .off { return "the settings say clipboard: off" }
    guard size.bytes > clipboardLimitKiB * 1024 else { return nil }
    return "\(size): too large for the clipboard"
  }
}

extension TaskPart {
  /// A name for a file. An id is a node's word: no sign of it leads to another folder.
  fileprivate func file(for id: TaskID) -> String {
    let name = id.abbreviated.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return "clawboard-\(name)-\(rawValue.replacing(" ", with: "-")).txt"
  }
}
