import ClawBoard
import ClawLink
import ClawMirror
import Yams

/// How the board looks, and the filters that have names.
extension SettingsReader {
  func savedFilters(_ node: Node) throws(CommandFailure) -> [SavedFilter] {
    let title = "filters"
    guard case .mapping(let mapping) = node else {
      throw fault(node, "\(title): not a mapping: write 'name: filter' below it")
    }
    var filters: [SavedFilter] = []
    for (key, value) in mapping {
      let name = key.string ?? ""
      let place = SettingsPlace(path: path, line: line(key), entry: title)
      guard name.wholeMatch(of: /[A-Za-z0-9_-]{1,32}/) != nil else {
        throw fault(
          key,
          "\(title): '\(NodeText(name).shown(upTo: 60))' is no name: "
            + "give 1 to 32 letters, digits, - or _")
      }
      guard let text = value.scalar?.string, !text.isEmpty else {
        throw fault(key, "\(title), \(name): it is not one text: write a filter in one line")
      }
      filters.append(SavedFilter(name: name, text: text, place: place))
    }
    return filters
  }

  /// What is wrong with values beside each other.
  func checkBoard(of settings: Settings) throws(CommandFailure) {
    let saved = settings.filterTexts
    for filter in settings.filters {
      try check(filter.text, saved, at: filter.place.words(filter.name))
    }
    if let given = settings.values[.filter], case .text(let text) = given.value,
      case .file(let place) = given.source
    {
      try check(text, saved, at: place.words(Setting.filter.rawValue))
    }
    try checkSizes(settings.values)
  }

  private func check(
    _ text: String, _ saved: [String: String], at place: String
  ) throws(CommandFailure) {
    do {
      _ = try TaskFilter(text, saved: saved)
    } catch {
      throw CommandFailure(.usage, "\(place): \(error)")
    }
  }

  /// Each layout begins where the one before ends.
  private func checkSizes(_ values: SettingValues) throws(CommandFailure) {
    let widths: [Setting] = [.columnsWidth, .threeWidth, .allWidth, .sideWidth]
    for (narrow, wide) in zip(widths, widths.dropFirst())
    where values.number(narrow) > values.number(wide) {
      // One of them is given: the standard ones are in order.
      let (setting, other) = values[wide] == nil ? (narrow, wide) : (wide, narrow)
      let words = other == narrow ? "less" : "more"
      throw (values[setting]?.source ?? .standard).fault(
        setting,
        "\(values.number(setting)) is \(words) than \(other), which is "
          + "\(values.number(other)): give \(widths.map(\.rawValue).joined(separator: ", ")) "
          + "in this order")
    }
  }
}

extension CardSort {
  /// As it is written: a key, and `reversed` behind it for the other way round.
  init?(words: String) {
    let words = words.split(separator: " ")
    guard let key = words.first.flatMap({ Key(rawValue: String($0)) }),
      words.dropFirst().isEmpty || words.dropFirst() == ["reversed"]
    else { return nil }
    self.init(key, isReversed: words.count == 2)
  }
}
