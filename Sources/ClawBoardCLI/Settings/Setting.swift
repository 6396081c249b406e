import ClawBoard
import ClawLink

/// Everything that can be set, in one table: the reader of the settings, the variables, the flags,
/// the messages and `clawboard config` all go by it.
enum Setting: String, CaseIterable, Sendable {
  case config, node, defaultNode, ledger, keepDays, keepTasks, storePrompts
  case name, baseUrl, unix, ssh, sshConfig, userId, deviceId, token, tokenFile, sendTokenInClear,
    caFile
  case pollIntervalMs, timeoutMs, requestsPerSecond, readOnly, anonymousDiscovery
  case theme, sort, filter, follow, hideFinishedAfter, cardLines
  case columnsWidth, columnsHeight, threeWidth, allWidth, sideWidth
  case clipboard, clipboardLimitKiB, notify, notifyBy, notifyCommand, mouse

  /// What a value has to be.
  enum Kind: Sendable, Equatable {
    case text
    /// A text that may be empty: that takes back what was said elsewhere.
    case identity
    /// What a node is called, in one line beside others.
    case name
    case address
    /// The path of a file; one in the settings begins at their folder.
    case file
    case number(ClosedRange<Int>, unit: String = "")
    case yesOrNo
    /// What cards are sorted by: a key, and `reversed` for the other way round.
    case order
    /// One of these.
    case word([String])
    /// States of tasks, in a list or side by side, or `none`.
    case states
    /// A length of time.
    case timeSpan
    /// Shown nowhere, and kept in no settings.
    case secret
  }

  /// Where in the settings its key may stand; nowhere for what is for one run of the program.
  struct Places: OptionSet, Sendable {
    let rawValue: Int

    static let top = Places(rawValue: 1)
    static let entry = Places(rawValue: 2)
    /// In the mapping `board` at the top.
    static let board = Places(rawValue: 4)
  }

  struct Row: Sendable {
    let kind: Kind
    var places: Places = []
    var flag: String?
    var variable: String?
    /// What counts when nothing is said.
    var standard: SettingValue?
  }
}

extension Setting {
  var row: Row {
    guard let row = Self.table[self] else { preconditionFailure("\(self) has no row") }
    return row
  }

  private static let table = programTable.merging(boardTable) { $1 }

  private static let programTable: [Setting: Row] = [
    .config: Row(kind: .file, flag: "--config", variable: "CLAWBOARD_CONFIG"),
    .node: Row(kind: .text, flag: "--node", variable: "CLAWBOARD_NODE"),
    .defaultNode: Row(kind: .text, places: .top),
    .ledger: Row(kind: .file, places: .top, flag: "--ledger", variable: "CLAWBOARD_LEDGER"),
    .keepDays: Row(kind: .number(1...36_500), places: .top, standard: .number(365)),
    .keepTasks: Row(kind: .number(0...10_000_000), places: .top, standard: .number(100_000)),
    .storePrompts: Row(kind: .yesOrNo, places: .top, standard: .isOn(true)),
    .name: Row(kind: .name, places: .entry),
    .baseUrl: Row(
      kind: .address, places: .entry, flag: "--url", variable: "CLAWBOARD_BASE_URL",
      standard: .text("http://localhost:8000")),
    .unix: Row(kind: .text, places: .entry),
    .ssh: Row(kind: .text, places: .entry),
    .sshConfig: Row(kind: .file, places: .entry),
    .userId: Row(
      kind: .identity, places: .entry, flag: "--user-id", variable: "CLAWBOARD_USER_ID"),
    .deviceId: Row(
      kind: .identity, places: .entry, flag: "--device-id", variable: "CLAWBOARD_DEVICE_ID"),
    .token: Row(kind: .secret, variable: "CLAWBOARD_TOKEN"),
    .tokenFile: Row(
      kind: .file, places: .entry, flag: "--token-file", variable: "CLAWBOARD_TOKEN_FILE"),
    .sendTokenInClear: Row(
      kind: .yesOrNo, places: .entry, flag: "--send-token-in-clear", standard: .isOn(false)),
    .caFile: Row(kind: .file, places: .entry, flag: "--ca-file", variable: "CLAWBOARD_CA_FILE"),
    .pollIntervalMs: Row(
      kind: .number(ClawLinkConfiguration.pollIntervalRange, unit: " ms"), places: .entry,
      flag: "--poll-interval-ms", variable: "CLAWBOARD_POLL_INTERVAL_MS",
      standard: .number(1000)),
    .timeoutMs: Row(
      kind: .number(ClawLinkConfiguration.timeoutRange, unit: " ms"), places: .entry,
      flag: "--timeout-ms", variable: "CLAWBOARD_TIMEOUT_MS", standard: .number(30_000)),
    .requestsPerSecond: Row(
      kind: .number(ClawLinkConfiguration.requestRateRange), places: .entry,
      standard: .number(100)),
    .readOnly: Row(kind: .yesOrNo, places: .entry, standard: .isOn(false)),
    .anonymousDiscovery: Row(
      kind: .yesOrNo, places: [.top, .entry], standard: .isOn(false)),
  ]

  /// How the board looks.
  private static let boardTable: [Setting: Row] = {
    let sizes = LayoutSizes()
    return [
      .theme: Row(kind: .text, places: .board),
      .sort: Row(kind: .order, places: .board, standard: .text("age")),
      .filter: Row(kind: .text, places: .board),
      .follow: Row(kind: .yesOrNo, places: .board, standard: .isOn(false)),
      .hideFinishedAfter: Row(kind: .timeSpan, places: .board),
      .cardLines: Row(kind: .number(1...4), places: .board),
      .columnsWidth: width(sizes.columnsWidth),
      .columnsHeight: Row(
        kind: .number(5...500), places: .board, standard: .number(sizes.columnsHeight)),
      .threeWidth: width(sizes.threeWidth),
      .allWidth: width(sizes.allWidth),
      .sideWidth: width(sizes.sideWidth),
      .clipboard: Row(
        kind: .word(ClipboardWay.allCases.map(\.rawValue)), places: .board,
        standard: .text(ClipboardWay.auto.rawValue)),
      .clipboardLimitKiB: Row(
        kind: .number(1...4096), places: .board,
        standard: .number(BoardSettings().clipboardLimitKiB)),
      .notify: Row(kind: .states, places: .board, standard: .text("waiting, failed")),
      .notifyBy: Row(
        kind: .word(NotifyWay.allCases.map(\.rawValue)), places: .board,
        standard: .text(NotifyWay.bell.rawValue)),
      .notifyCommand: Row(kind: .text, places: .board),
      .mouse: Row(kind: .yesOrNo, places: .board, standard: .isOn(false)),
    ]
  }()

  private static func width(_ standard: Int) -> Row {
    Row(kind: .number(20...1000), places: .board, standard: .number(standard))
  }

  /// The keys that may stand there, in the order of the table.
  static func keys(in place: Places) -> [Setting] {
    allCases.filter { $0.row.places.contains(place) }
  }

  /// For help: what it may be, and what it is when nothing is said.
  var limits: String {
    guard case .number(let range, _) = row.kind, case .number(let standard)? = row.standard else {
      return ""
    }
    return "\(range.lowerBound) to \(range.upperBound). Default: \(standard)"
  }
}
