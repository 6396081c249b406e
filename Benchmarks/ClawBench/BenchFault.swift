/// Why nothing could be measured.
enum BenchFault: Error, CustomStringConvertible {
  case usage(String)
  case notStarted(String)
  case connection(String)
  case unexpected(String)
  case noTerminal(String)
  case silent(String, seconds: Double)

  var description: String {
    switch self {
    case .usage(let text): text
    case .notStarted(let reason): "the node did not start: \(reason)"
    case .connection(let reason): "the connection to the node failed: \(reason)"
    case .unexpected(let what): "the node did something unexpected: \(what)"
    case .noTerminal(let reason): "no program in a terminal: \(reason)"
    case .silent(let child, let seconds): "`\(child)` ended, or said nothing for \(seconds) s"
    }
  }
}
