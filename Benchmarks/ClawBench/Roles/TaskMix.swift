import ClawLink
import Foundation

/// Which states the tasks of a ledger are in, and since when: the same in every process that knows
/// how they are mixed.
enum TaskMix: String, Sendable {
  /// All have ended well, yesterday.
  case ended
  /// Some are in each state, most have ended.
  case mixed
  /// As many in each state.
  case even
  /// Every other one is at work, the rest has ended well; some minutes ago.
  case half

  /// - Parameter number: from 0, in the order in which they were submitted.
  func status(of number: Int) -> TaskStatus {
    switch self {
    case .ended: .completed
    case .mixed:
      switch number % 20 {
      case 0: .pending
      case 1: .planning
      case 2: .running
      case 3: .waiting
      case 4...5: .failed
      case 6...7: .cancelled
      default: .completed
      }
    case .even: TaskStatus.known[number % TaskStatus.known.count]
    case .half: number % 2 == 0 ? .running : .completed
    }
  }

  /// Seconds since they were submitted.
  var age: TimeInterval {
    switch self {
    case .ended: 30 * 3600
    case .mixed, .even: 2 * 3600
    case .half: 10 * 60
    }
  }

  /// Short ids of neighbours differ, as those of a node do.
  static func id(of number: Int) -> String {
    String(
      format: "%08x-0000-4000-8000-%012x", UInt32(truncatingIfNeeded: number &* 2_654_435_761),
      number)
  }

  static func number(of id: some StringProtocol) -> Int? { Int(id.suffix(12), radix: 16) }
}
