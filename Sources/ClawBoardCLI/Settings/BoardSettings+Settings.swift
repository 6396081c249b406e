import ClawBoard
import ClawMirror

extension BoardSettings {
  /// What the settings say of the board's looks.
  ///
  /// - Parameter themes: all that there are: the settings name one of them.
  init(_ settings: Settings, themes: ThemeLibrary) throws(CommandFailure) {
    self.init()
    let values = settings.values
    theme = try Self.theme(values[.theme], of: themes)
    sort = values.text(.sort).flatMap { CardSort(words: $0) } ?? CardSort()
    filter = values.text(.filter) ?? ""
    filters = settings.filterTexts
    templates = settings.templates
    keys = settings.keyChoice
    commands = settings.commands.map(\.command)
    followsCard = values.isOn(.follow)
    hideFinishedAfter = values.text(.hideFinishedAfter).flatMap { TimeSpan($0) }?.seconds
    cardLines = values.givenNumber(.cardLines)
    clipboard = values.text(.clipboard).flatMap { ClipboardWay(rawValue: $0) } ?? .auto
    clipboardLimitKiB = values.number(.clipboardLimitKiB)
    notify = Set(values.text(.notify).flatMap { BoardColumn.states(written: $0) } ?? [])
    notifyBy = values.text(.notifyBy).flatMap { NotifyWay(rawValue: $0) } ?? .bell
    notifyCommand = values.text(.notifyCommand)
    mouse = values.isOn(.mouse)
    sizes.columnsWidth = values.number(.columnsWidth)
    sizes.columnsHeight = values.number(.columnsHeight)
    sizes.threeWidth = values.number(.threeWidth)
    sizes.allWidth = values.number(.allWidth)
    sizes.sideWidth = values.number(.sideWidth)
  }

  private static func theme(
    _ given: GivenValue?, of themes: ThemeLibrary
  ) throws(CommandFailure) -> String? {
    guard let given, case .text(let name) = given.value else { return nil }
    // It may be one of those that are broken, which is said, and nothing to end for.
    guard themes[name] == nil, themes.faults.isEmpty else { return name }
    throw given.source.fault(.theme, UnknownWord("theme", name, known: themes.names).message)
  }
}
