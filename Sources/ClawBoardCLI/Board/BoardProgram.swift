import AsyncAlgorithms
import ClawBoard
import ClawLink
import ClawMirror
import ClawTerminal
import Foundation
import UnixSignals

/// The board at work: events in, the model updated, the screen drawn, effects carried out.
@MainActor
final class BoardProgram {
  enum Event: Sendable {
    case message(Message)
    case inputReady
    case signal(UnixSignal, ending: ExitStatus?)
    /// Stopped and continued, or not stopped at all.
    case goOn
    /// Time for the next look at the clock, or at a terminal that took no output.
    case wake
    /// What had the terminal has ended.
    case ended(TerminalCommand.Outcome)
  }

  /// How long to leave a terminal alone that takes no output.
  private static let stallPause = Duration.milliseconds(50)

  let signals: BoardSignals
  let screen: NcursesScreen
  private let savedStandardError: Int32
  private let log: StandardErrorLog
  private let runner: EffectRunner
  private let connections: [NodeConnection]
  private let events: AsyncStream<Event>
  let sink: AsyncStream<Event>.Continuation
  /// What is to be said at first.
  private let remarks: [String]
  private let drafts: DraftKeeper?
  private let views: ViewKeeper?
  private let savedView: SavedView?
  private let look: LookWatch
  private let standardTheme: String
  /// When the question was asked that is on the screen.
  private var seenQuestion: Date?
  /// Somebody else has the terminal.
  var loan: TerminalLoan?
  private var model: Model
  let alarm: BoardAlarm
  private let sequence: TerminalSequence
  private let notifier: Notifier

  /// Traps signals and opens the terminal, in this order: none may end the program in between and
  /// leave the terminal as it is. From here to the end of ``run()`` it is the board's.
  ///
  /// - Parameters:
  ///   - standardNode: where a new task goes when no card says otherwise.
  ///   - ledger: where what is being written is kept, and what is to be said of it at first.
  ///   - look: how it looks, and what changes that meanwhile.
  ///   - views: where it is kept how the board is looked at; `nil` for nowhere.
  init(
    connections: [NodeConnection], standardNode: NodeName? = nil, log: StandardErrorLog,
    ledger: OpenedLedger, look: LookWatch, views: ViewKeeper? = nil
  ) async throws(CommandFailure) {
    let terminal = TerminalEnvironment()
    signals = await BoardSignals()
    screen = try terminal.open()
    self.log = log
    remarks = [
      screen.substitutedType.map { "this terminal's type is not known here: drawing for \($0)" },
      ledger.remark, look.first.remark,
    ].compactMap(\.self)
    self.look = look
    self.views = views
    savedView = views?.read()
    standardTheme = terminal.theme(hasColors: screen.hasColors)
    drafts = ledger.ledger.flatMap { $0.keepsPrompts ? DraftKeeper($0) : nil }
    savedStandardError = log.begin()
    self.connections = connections
    runner = EffectRunner(mirrors: connections.map(\.mirror), names: connections.map(\.name))
    (events, sink) = AsyncStream.makeStream()
    alarm = BoardAlarm { [sink] in sink.yield(.wake) }
    sequence = TerminalSequence(multiplexer: terminal.multiplexer)
    notifier = Notifier(screen: screen, sequence: sequence)
    let nodes = BoardNodes(
      order: connections.map(\.name), standard: standardNode,
      readOnly: Set(connections.filter(\.isReadOnly).map(\.name)),
      withToken: Set(connections.filter(\.hasToken).map(\.name)), keepsDrafts: drafts != nil)
    model = Model(
      size: screen.size, timeZone: .current, glyphs: screen.isUnicode ? .unicode : .ascii,
      now: Date(), nodes: nodes,
      preferences: look.first.settings, themes: look.first.themes(standard: standardTheme),
      filter: look.filter, view: look.view(savedView))
  }

  /// Runs until the user leaves or a signal ends it, and gives the terminal back.
  func run() async -> ExitStatus {
    let keeping = Task { [drafts] in await drafts?.run() }
    let viewing = Task { [views] in await views?.run() }
    let status = await withTaskGroup(of: Void.self) { group in
      // What the ledger knows is there at once: the first picture shows it.
      for connection in connections {
        var events = connection.mirror.events.makeAsyncIterator()
        if let known = await events.next() { _ = take(.mirror(known), in: &group) }
      }
      let writable = Set(connections.filter { !$0.isReadOnly }.map(\.name.text))
      if let left = await drafts?.takeUp(for: writable) { _ = take(.drafts(left), in: &group) }
      sayRemarks(in: &group)
      draw()
      let keyboard = Keyboard(descriptor: STDIN_FILENO) { [sink] in sink.yield(.inputReady) }
      follow(in: &group)
      let status = await handleEvents(keyboard, in: &group)
      keyboard.close()
      // Before waiting for anything: the terminal is the user's again at once.
      screen.close()
      keepEdited(in: &group)
      group.cancelAll()
      return status
    }
    alarm.cancel()
    drafts?.finish()
    views?.finish()
    viewing.cancel()
    await keeping.value
    await viewing.value
    log.end(savedStandardError)
    return status
  }

  /// What is wrong with a theme stays until a key says that it was seen.
  private func sayRemarks(in group: inout TaskGroup<Void>) {
    guard !remarks.isEmpty else { return }
    let words = remarks.joined(separator: "; ")
    _ = take(look.first.remark == nil ? .note(words) : .fault(words), in: &group)
  }

  /// Starts everything that sends events.
  private func follow(in group: inout TaskGroup<Void>) {
    group.addTask { [sink, signals] in
      await signals.run { sink.yield(.signal($0, ending: $1)) }
    }
    group.addTask { [sink, look, standardTheme] in
      await look.run(
        ticks: AsyncTimerSequence(interval: LookWatch.interval, clock: .continuous),
        standardTheme: standardTheme
      ) { sink.yield(.message($0)) }
    }
    for connection in connections {
      group.addTask {
        await connection.mirror.run(
          ticks: AsyncTimerSequence(
            interval: connection.mirror.tickInterval, clock: .continuous))
      }
      group.addTask { [sink] in
        for await event in connection.mirror.events { sink.yield(.message(.mirror(event))) }
      }
    }
  }

  private func handleEvents(
    _ keyboard: Keyboard, in group: inout TaskGroup<Void>
  ) async -> ExitStatus {
    for await event in events {
      let status =
        if let loan {
          handle(event, while: loan, keyboard, in: &group)
        } else {
          handle(event, keyboard, in: &group)
        }
      if let status { return status }
      if loan == nil { draw() }
    }
    return .ownFault
  }

  /// - Returns: the status to end with.
  private func handle(
    _ event: Event, _ keyboard: Keyboard, in group: inout TaskGroup<Void>
  ) -> ExitStatus? {
    switch event {
    case .message(let message): return take(message, in: &group)
    case .inputReady:
      let inputs = screen.readInput()
      // What a question says was not on the screen yet: nothing is an answer to it.
      let isBlind = model.questionTime != nil && model.questionTime != seenQuestion
      let status = inputs.isEmpty || isBlind ? nil : take(.input(inputs), in: &group)
      if inputs.contains(.hangUp) { return .hangUp }
      if status == nil { keyboard.listen() }
      return status
    case .signal(.sigwinch, _):
      screen.fit()
      return take(.resized(screen.size), in: &group)
    case .signal(.sigcont, _), .goOn:
      // A shell may have changed the modes meanwhile.
      screen.takeBack()
      return take(.resized(screen.size), in: &group)
    case .signal(_, let status): return status
    case .wake:
      alarm.take()
      return take(.tick, in: &group)
    case .ended: return nil
    }
  }

  /// - Returns: the status to end with, when that was asked for.
  func take(_ message: Message, in group: inout TaskGroup<Void>) -> ExitStatus? {
    var status: ExitStatus?
    for effect in update(&model, message, at: Date()) {
      switch effect {
      // What else is to be done is done first: what was typed last is to be kept.
      case .quit: status = .done
      case .quitWhileSending: status = .unconfirmed
      case .repaint: screen.repaint()
      case .suspend: suspend()
      case .focus(let focus): runner.follow(focus)
      case .keep(let written): drafts?.keep(written)
      case .keepView(let view): views?.keep(look.kept(view, over: savedView))
      case .page(let text):
        lend(.pager(text, environment: ProcessInfo.processInfo.environment), in: &group)
      case .pipe(let text, let command): lend(.pipe(text, command: command), in: &group)
      case .edit(let text, let form): status = edit(text, of: form, in: &group) ?? status
      case .copy(let text):
        screen.send(sequence.clipboard(text, model.preferences.clipboard))
      case .run(let run) where run.output == .terminal: lend(.own(run), in: &group)
      case .notify(let alert, _):
        notifier.take(alert)
        fallthrough
      case .run, .submit, .answer, .retry, .cancel, .settle, .refresh, .readAudit,
        .readStatistics, .save, .read:
        group.addTask { [runner, sink] in
          await runner.run(effect) { sink.yield(.message($0)) }
        }
      }
    }
    return status
  }

  /// Draws when the terminal takes output, else soon again: a dead line must not block the board.
  private func draw() {
    notifier.tell(by: model.preferences.notifyBy)
    screen.sendRest()
    guard screen.canDraw else {
      return alarm.set(to: Date().addingTimeInterval(Self.stallPause / .seconds(1)))
    }
    screen.usesMouse = model.usesMouse
    let frame = ClawBoard.draw(model, theme: model.theme)
    screen.draw(frame.canvas)
    seenQuestion = model.questionTime
    if let time = frame.nextChange { alarm.set(to: time) }
  }
}
