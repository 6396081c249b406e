import ClawBoard
import ClawMirror

/// Reads the settings and the themes again once their files have changed.
struct LookWatch: Sendable {
  static let interval = Duration.seconds(2)

  private let source: LookSource
  /// What the settings say of all that counts from the start on.
  private let begun: Settings
  private var fingerprint: LookSource.Fingerprint
  /// What the files were at the last look.
  private var seen: LookSource.Fingerprint
  /// How the board looks at first.
  let first: BoardLook

  /// - Parameter settings: as they were read.
  init(_ source: LookSource, settings: Settings) throws(CommandFailure) {
    self.source = source
    begun = settings
    fingerprint = source.fingerprint
    seen = fingerprint
    first = try source.look(settings)
  }

  /// How the last board was left, as far as the command line says nothing else.
  func view(_ saved: SavedView?) -> SavedView? {
    saved?.forgetting(theme: source.theme != nil, filter: source.filter != nil)
  }

  /// How this board is left, for the next start: what the command line says is for one run.
  func kept(_ view: SavedView, over saved: SavedView?) -> SavedView {
    view.remembering(saved, theme: source.theme != nil, filter: source.filter != nil)
  }

  /// Which tasks have a card at first; `nil` where the command line says nothing of it.
  var filter: TaskFilter? { source.filter }

  /// Looks once. A file that is being written is empty for a moment: what two looks in a row find
  /// the same is taken up.
  ///
  /// - Parameter standardTheme: the theme that counts without a word.
  /// - Returns: what the board is to be told, in order; nothing where nothing has changed.
  mutating func look(standardTheme: String) -> [Message] {
    let fingerprint = source.fingerprint
    defer { seen = fingerprint }
    guard fingerprint == seen, fingerprint != self.fingerprint else { return [] }
    self.fingerprint = fingerprint
    do throws(CommandFailure) {
      let settings = try source.settings()
      let look = try source.look(settings)
      let themes = look.themes(standard: standardTheme)
      return [.preferences(look.settings, themes: themes), remark(on: look, settings)]
    } catch {
      return [.fault(source.words(of: error))]
    }
  }

  /// Looks at every tick.
  func run<Ticks: AsyncSequence>(
    ticks: Ticks, standardTheme: String, tell: (Message) -> Void
  ) async where Ticks.Failure == Never {
    var watch = self
    for await _ in ticks {
      for message in watch.look(standardTheme: standardTheme) { tell(message) }
    }
  }

  /// One line: a second one would hide the first.
  private func remark(on look: BoardLook, _ settings: Settings) -> Message {
    if let remark = look.remark { return .fault(remark) }
    let waiting = begun.waitingKeys(in: settings)
    if waiting.isEmpty { return .note("the settings were read again") }
    return .note("\(waiting.joined(separator: ", ")): counts from the next start on")
  }
}

extension Settings {
  /// What other settings say otherwise that a board takes up at its start alone.
  fileprivate func waitingKeys(in others: Settings) -> [String] {
    let entries = [self, others].map { $0.nodes.map { [$0.name: $0.values.bare] } }
    let keys = Setting.keys(in: .top).filter { values.bare[$0] != others.values.bare[$0] }
    return (entries[0] == entries[1] ? [] : ["nodes"]) + keys.map(\.rawValue)
  }
}
