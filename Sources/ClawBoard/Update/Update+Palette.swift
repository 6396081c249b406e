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

  /// Does what is written, or what is chosen in the list.
  mutating func run(_ prompt: Prompt) -> [Effect] {
    previewedTheme = nil
    guard let item = palette(for: prompt).meant else {
      if !prompt.editor.isBlank {
        let (completes, lists) = (key(.complete, in: .palette), key(.help))
        notice = .error(
          "no action '\(prompt.text)': \(completes) completes, \(lists) lists the keys")
      }
      return []
    }
    if item.isUnfinished {
      open(.palette, text: item.typed)
      return []
    }
    remember(item.typed, as: .palette)
    if let effects = takeEverywhere(item.action) { return effects }
    return perform(item.action, item.argument) ?? []
  }
}
