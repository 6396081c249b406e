/// A ledger with tasks of one node, and the board on it.
struct BoardLedger {
  private let path: String
  let url: String
  private let folder: BenchFolder

  /// Runs `body` with a ledger of so many tasks.
  ///
  /// - Parameter url: the node's address; by default nobody listens there.
  static func use<Value>(
    _ tasks: Int, _ mix: TaskMix, url: String = LedgerRole.nobody,
    _ body: (BoardLedger) throws -> Value
  ) throws -> Value {
    try BenchFolder.use { folder in
      let ledger = BoardLedger(path: folder.path + "/ledger", url: url, folder: folder)
      let filling = try ChildProcess.role(
        .fill, [ledger.path, String(tasks), url, mix.rawValue], folder: folder)
      defer { filling.end() }
      _ = try filling.nextLine(within: 600)
      filling.end()
      return try body(ledger)
    }
  }

  /// The same beside a node that answers.
  static func withNode<Value>(
    _ tasks: Int, _ mix: TaskMix, _ body: (BoardLedger, StandInNode) throws -> Value
  ) throws -> Value {
    try StandInNode.run(tasks: tasks, mix) { node in
      try use(tasks, mix, url: node.url) { try body($0, node) }
    }
  }

  /// Runs `body` with a board.
  func open<Value>(
    _ program: String, _ body: (TerminalProgram) throws -> Value
  ) throws -> Value {
    try run(program, ["--url", url, "--ledger", path], body)
  }

  /// Runs `body` with another program in a terminal.
  func run<Value>(
    _ program: String, _ arguments: [String], _ body: (TerminalProgram) throws -> Value
  ) throws -> Value {
    try TerminalProgram.run(program, arguments, folder: folder, body)
  }

  /// Runs `body` with a process that mirrors the node and draws nothing.
  func mirror<Value>(_ body: (ChildProcess) throws -> Value) throws -> Value {
    let child = try ChildProcess.role(.mirror, [path, url], folder: folder)
    defer { child.end() }
    return try body(child)
  }
}
