import CNcurses

/// The terminal of this process, through ncurses. Everything about it happens on the main actor.
@MainActor
public final class NcursesScreen: Screen {
  /// Why a terminal could not be opened.
  public enum OpenError: Error, Equatable {
    case notATerminal
    /// No description of the type, nor of those tried in its place.
    case unknownType(String)
  }

  public private(set) var size: Size
  /// Whether the locale can show more than ASCII.
  public let isUnicode: Bool
  /// A type that was taken because the terminal's own is unknown here.
  public let substitutedType: String?

  /// Whether the terminal has colours at all.
  public var hasColors: Bool { colors > 0 }

  private let colors: Int
  /// Every style that was drawn, as curses has it.
  private var natives: [Style: claw_style] = [:]
  /// The terminal is given back for a while.
  public private(set) var isAway = false
  private var shown: Canvas?
  private var paste: PasteCollector
  /// What was sent and not taken yet: a picture in between would be a part of it.
  private var unsent: ArraySlice<UInt8> = []
  /// Bytes that wait at most for a terminal that takes none.
  private static let unsentLimit = 8_388_608

  /// - Parameters:
  ///   - type: the terminal's type, as in `TERM`; empty or unknown is replaced by a common one.
  ///   - input: the descriptor that keys are read from.
  ///   - output: the descriptor that frames are written to.
  ///   - escapeDelayMs: how long a lone Esc is waited on.
  public init(
    type: String, input: Int32 = 0, output: Int32 = 1, escapeDelayMs: Int
  ) throws(OpenError) {
    isUnicode = claw_set_locale()
    let substitute = try Self.open(type, input, output, Int32(escapeDelayMs))
    substitutedType = substitute == type ? nil : substitute
    colors = Int(claw_colors())
    paste = PasteCollector()
    size = Size(width: 0, height: 0)
    claw_install_crash_handler()
    fit()
  }

  /// Opens the type or the first of the common ones that is known; gives the one that was.
  private static func open(
    _ type: String, _ input: Int32, _ output: Int32, _ delay: Int32
  ) throws(OpenError) -> String {
    for candidate in [type, "xterm-256color", "xterm", "vt100"] where !candidate.isEmpty {
      switch claw_open(candidate, input, output, delay) {
      case CLAW_OPENED: return candidate
      case CLAW_NOT_A_TERMINAL: throw .notATerminal
      default: continue
      }
    }
    throw .unknownType(type)
  }

  /// Gives the terminal back as it was.
  public func close() {
    claw_close()
  }

  /// Ends with a terminal that takes no output, from any thread; only before leaving at once.
  public nonisolated static func abandon() {
    claw_abandon()
  }

  /// Gives the terminal back for a while: nothing is drawn or read until ``takeBack()``.
  public func leave() {
    guard !isAway else { return }
    isAway = true
    unsent = []
    claw_suspend()
  }

  /// Takes the terminal again, after ``leave()`` or after the process was stopped from outside, and
  /// repaints.
  public func takeBack() {
    isAway = false
    claw_resume()
    shown = nil
    fit()
  }

  /// Whether the terminal tells of its mouse: it selects no text meanwhile. Off at first.
  public var usesMouse = false {
    didSet { claw_use_mouse(usesMouse) }
  }

  /// The next frame is sent whole.
  public func repaint() {
    claw_repaint()
    shown = nil
  }

  /// Whether a frame would be taken without blocking.
  public var canDraw: Bool { unsent.isEmpty && claw_can_write() }

  /// Sends bytes as they are, in order with what is drawn, and waits for nothing: what the terminal
  /// does not take yet goes with ``sendRest()``. While the terminal is somebody else's they are
  /// dropped.
  public func send(_ bytes: [UInt8]) {
    guard !isAway, unsent.count + bytes.count <= Self.unsentLimit else { return }
    unsent += bytes
    sendRest()
  }

  /// Goes on with what is not sent yet.
  public func sendRest() {
    guard !unsent.isEmpty, !isAway else { return }
    unsent = unsent.dropFirst(
      unsent.withUnsafeBufferPointer { claw_send($0.baseAddress, $0.count) })
  }

  public func fit() {
    var width: Int32 = 0
    var height: Int32 = 0
    _ = claw_fit(&width, &height)
    let fitting = Size(width: Int(width), height: Int(height))
    // After a change nothing on the screen can be relied on, also back at a size of before.
    if fitting != size { shown = nil }
    size = fitting
  }

  public func draw(_ canvas: Canvas) {
    guard canvas != shown, !isAway else { return }
    let before = shown?.size == canvas.size ? shown : nil
    for row in 0..<canvas.size.height where before?.row(row) != canvas.row(row) {
      put(canvas.row(row), at: row)
    }
    claw_place_cursor(Int32(canvas.cursor?.row ?? -1), Int32(canvas.cursor?.column ?? -1))
    claw_flush()
    shown = canvas
  }

  /// Puts a row as runs of one style.
  private func put(_ cells: ArraySlice<Cell>, at row: Int) {
    var start = cells.startIndex
    while start < cells.endIndex {
      let style = cells[start].style
      let end = cells[start...].firstIndex { $0.style != style } ?? cells.endIndex
      claw_put(
        Int32(row), Int32(start - cells.startIndex), text(of: cells[start..<end]), native(style))
      start = end
    }
  }

  private func text(of cells: ArraySlice<Cell>) -> String {
    var text = ""
    for cell in cells where cell.width > 0 {
      if isUnicode || cell.character.isASCII {
        text.append(cell.character)
      } else {
        text += String(repeating: "?", count: Int(cell.width))
      }
    }
    return text
  }

  private func native(_ style: Style) -> claw_style {
    if let known = natives[style] { return known }
    let degraded = style.degraded(to: colors)
    let native = claw_style(
      foreground: native(degraded.foreground), background: native(degraded.background),
      attributes: UInt16(degraded.attributes.rawValue))
    natives[style] = native
    return native
  }

  private func native(_ color: Color) -> Int16 {
    switch color {
    case .standard: -1
    case .palette(let index): Int16(index)
    }
  }

  public func readInput() -> [Input] {
    var inputs: [Input] = []
    while !isAway {
      let event = claw_read()
      switch event.kind {
      case CLAW_INPUT_CHARACTER:
        inputs += paste.take(Unicode.Scalar(event.code).map { Key($0) })
      case CLAW_INPUT_ALT: inputs += paste.take(Key(alt: event.code))
      case CLAW_INPUT_KEY where event.code == CLAW_KEY_PASTE_BEGIN:
        paste.begin()
      case CLAW_INPUT_KEY where event.code == CLAW_KEY_PASTE_END:
        inputs += paste.end()
      case CLAW_INPUT_KEY:
        inputs += paste.take(Key(code: Int(event.code)))
      case CLAW_INPUT_MOUSE:
        inputs += paste.take(Mouse(event))
      case CLAW_INPUT_HANGUP:
        return inputs + [.hangUp]
      default:
        return inputs
      }
    }
    return inputs
  }
}
