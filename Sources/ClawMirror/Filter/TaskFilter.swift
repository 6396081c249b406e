import ClawLink
public import Foundation

/// Which tasks are meant, in one language for the board and every command:
/// `agent:claude state:running,waiting !mark:lost age>1h meta.project:x who:me login`.
///
/// All terms must hold; of values with commas between them one must; `!` turns a term around. A word
/// without a key is looked for in a task's id, title, prompt, agent, message and error; `@name` stands
/// for a saved filter. Letters of either case are the same, `*` at an end of a value is anything,
/// quotes keep blanks together and take their meaning from signs.
public struct TaskFilter: Sendable, Equatable {
  /// Why a text is no filter, in one line that names the term and the way out.
  public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String

    init(_ term: String, _ problem: String) {
      description = "'\(NodeText(term).shown(upTo: 60))': \(problem)"
    }

    /// One in what a term stands for.
    init(inSaved term: String, _ fault: Fault) {
      description = "in '\(NodeText(term).shown(upTo: 60))': \(fault)"
    }
  }

  /// As it was written.
  public let text: String
  private let terms: [FilterTerm]

  /// What a term may begin with, before its sign: `meta.KEY` stands for any of these.
  public static let keys = [
    "agent", "node", "state", "mark", "is", "who", "id", "meta.KEY", "age>",
  ]
  /// What `is:` asks for.
  public static let kinds = TaskKind.allCases.map(\.rawValue)

  /// Every task.
  public static let all = TaskFilter()

  private init() {
    (text, terms) = ("", [])
  }

  /// - Parameters:
  ///   - text: the terms; none is every task.
  ///   - saved: filters by their names, without the `@`; they may use each other. Default: none.
  public init(_ text: String, saved: [String: String] = [:]) throws(Fault) {
    self.text = text
    terms = try FilterTerm.terms(of: text, saved: SavedFilters(saved))
  }

  /// Whether it asks nothing, so that it holds for every task.
  public var isEmpty: Bool { terms.allSatisfy(\.isEmpty) }

  /// Whether time alone can make a task match, or match no more.
  public var dependsOnTime: Bool { terms.contains(where: \.test.dependsOnTime) }

  public func matches(_ record: TaskRecord, on node: NodeRecord, at now: Date) -> Bool {
    terms.allSatisfy { $0.matches(record, on: node, at: now) }
  }
}
