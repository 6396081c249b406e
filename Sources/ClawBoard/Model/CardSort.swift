import ClawLink
import ClawMirror
import Foundation

/// What the cards of a column are sorted by. None of it changes while a task's state stays.
public struct CardSort: Sendable, Equatable {
  public enum Key: String, Sendable, CaseIterable, Codable {
    /// Oldest first while live, newest first once final.
    case age
    /// What changed its state last comes first.
    case change
    case agent, node
    /// What took longest comes first.
    case duration
  }

  public var key: Key
  public var isReversed: Bool

  public init(_ key: Key = .age, isReversed: Bool = false) {
    self.key = key
    self.isReversed = isReversed
  }

  var words: String { isReversed ? "\(key.rawValue) reversed" : key.rawValue }

  /// A card's place among others: the lower one comes first.
  struct Rank: Sendable, Equatable {
    let text: String
    let number: Double

    func comesBefore(_ other: Rank) -> Bool {
      text == other.text ? number < other.number : text < other.text
    }
  }

  func rank(_ record: TaskRecord) -> Rank {
    switch key {
    case .age: Rank(text: "", number: age(of: record))
    case .change: Rank(text: "", number: -record.statusSince.timeIntervalSince1970)
    case .agent: Rank(text: record.agent.raw.lowercased(), number: age(of: record))
    case .node: Rank(text: record.key.node.text, number: age(of: record))
    case .duration: Rank(text: "", number: duration(of: record))
    }
  }

  private func age(of record: TaskRecord) -> Double {
    BoardColumn(record.status).isFinal
      ? -record.statusSince.timeIntervalSince1970 : record.submittedAt.timeIntervalSince1970
  }

  /// Of live tasks the oldest takes longest so far, whatever the time is.
  private func duration(of record: TaskRecord) -> Double {
    guard BoardColumn(record.status).isFinal else {
      return record.submittedAt.timeIntervalSince1970
    }
    return -(record.executionTime ?? record.statusSince.timeIntervalSince(record.submittedAt))
  }
}
