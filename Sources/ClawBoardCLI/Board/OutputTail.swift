import ClawBoard
import ClawLink
import Synchronization

/// The last of what a command writes, for those who look at it while it is written.
final class OutputTail: Sendable {
  fileprivate struct State {
    var bytes: [UInt8] = []
    var isCut = false
    /// Nobody has looked since.
    var isNew = false
  }

  private let state = Mutex(State())

  func add(_ bytes: RawSpan) {
    let bytes = bytes.withUnsafeBytes { Array($0) }
    state.withLock { state in
      state.bytes += bytes
      state.isNew = true
      // Not at every byte: what is before the last ones is dropped from time to time.
      if state.bytes.count > 2 * CommandReport.limitBytes { state.drop() }
    }
  }

  /// - Returns: `nil` when that was looked at already.
  func takeNew() -> (text: NodeText, isCut: Bool)? {
    state.withLock { state in
      guard state.isNew else { return nil }
      return state.look()
    }
  }

  func look() -> (text: NodeText, isCut: Bool) { state.withLock { $0.look() } }
}

extension OutputTail.State {
  fileprivate mutating func look() -> (text: NodeText, isCut: Bool) {
    if bytes.count > CommandReport.limitBytes { drop() }
    isNew = false
    return (NodeText(String(decoding: bytes, as: UTF8.self)), isCut)
  }

  /// From a line's beginning on, where there is one.
  fileprivate mutating func drop() {
    let rest = bytes.suffix(CommandReport.limitBytes)
    let start = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.startIndex
    bytes = Array(rest[start...])
    isCut = true
  }
}
