import ClawLink

/// Filters under a name, as a filter is read that may use them: `@name`.
struct SavedFilters {
  /// What each says, by its name.
  let texts: [String: String]
  /// Those that are being read: each is used by the one before.
  private var open: [String] = []

  init(_ texts: [String: String]) {
    self.texts = texts
  }

  /// What the saved filter asks that a word stands for; `nil` for another word.
  func test(for word: FilterWord) throws(TaskFilter.Fault) -> FilterTest? {
    guard let name = word.savedName else { return nil }
    guard let text = texts[name] else { throw TaskFilter.Fault(word.text, missing(name)) }
    guard !open.contains(name) else {
      throw TaskFilter.Fault(
        word.text, "a saved filter cannot use itself: change it under filters: in the settings")
    }
    var inner = self
    inner.open.append(name)
    do {
      return .saved(try FilterTerm.terms(of: text, saved: inner))
    } catch {
      throw TaskFilter.Fault(inSaved: word.text, error)
    }
  }

  private func missing(_ name: String) -> String {
    guard !name.isEmpty else { return "the name of a saved filter is missing behind '@'" }
    return UnknownWord("saved filter", name, known: texts.keys.sorted()).message
      + "; filters: in the settings makes one, in quotes it is looked for as it is"
  }
}
