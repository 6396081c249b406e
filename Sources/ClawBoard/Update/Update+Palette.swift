import ClawMirror

/// Every action by its name.
extension Model {
  func palette(for prompt: Prompt) -> PaletteList {
    PaletteList(model: self, prompt: prompt)
  }

  /// The line above or below in the list.
  mutating func choose(_ step: Int) {
    guard case .prompt(var prompt) = overlay else { return }
    let list = palette(for: prompt)
    guard !list.items.isEmpty else { return }
    prompt.choice = (list.choice + step + list.items.count) % list.items.count
    overlay = .prompt(prompt)
    preview()
  }

  /// A theme is seen while it is chosen.
  mutating func preview() {
    previewedTheme = nil
    guard case .prompt(let prompt) = overlay, prompt.kind == .palette,
      let item = palette(for: prompt).meant, item.action == .theme
    else { return }
    previewedTheme = item.argument
  }

  /// What is wrong behind the name of an action that there is; `nil` where the name is wrong.
  private func wrongWord(of prompt: Prompt) -> String? {
    let words = prompt.text.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, let action = Action(rawValue: words[0]), action.isInPalette else {
      return nil
    }
    let known = action.arguments(in: self)
    return "\(words[0]): " + UnknownWord("word", words[1], known: known).message
  }

  /// Does what is written, or what is chosen in the list.
  mutating func run(_ prompt: Prompt) -> [Effect] {
    previewedTheme = nil
    guard let item = palette(for: prompt).meant else {
      if !prompt.editor.isBlank {
        let (completes, lists) = (key(.complete, in: .palette), key(.help))
        notice = .error(
          wrongWord(of: prompt)
            ?? "no action '\(prompt.text)': \(completes) completes, \(lists) lists the keys")
      }
      return []
    }
    if item.isUnfinished {
      open(.palette, text: item.typed)
      return []
    }
    remember(item.typed, as: .palette)
    if let effects = takeEverywhere(item.action) { return effects }
    if item.action.usesTask, prompt.selected != selectedKey {
      notice = .info("another task is selected now: once more", at: now)
      return []
    }
    return perform(item.action, item.argument) ?? []
  }
}

extension Action {
  /// It does something at once with the task that is selected.
  fileprivate var usesTask: Bool {
    switch self {
    case .command, .copyID, .copyPrompt, .copyResult, .copyDiff, .copyError, .copyCurl: true
    default: false
    }
  }
}
