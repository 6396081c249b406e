import ClawLink
import ClawTerminal
import Foundation

@testable import ClawBoard
@testable import ClawMirror

/// A board that a test feeds and looks at: time stands until it is stepped.
struct SampleBoard {
  static let node = NodeName("prod")
  static let start = Date(timeIntervalSince1970: 1_795_269_720)  // 2026-11-21 14:02:00 UTC

  private(set) var model: Model
  private(set) var record: NodeRecord
  /// The nodes beside the first one.
  private(set) var others: [NodeName: NodeRecord] = [:]
  var now = SampleBoard.start
  var glyphs: Glyphs {
    get { model.glyphs }
    set { model.glyphs = newValue }
  }
  /// Seconds from one key to the next: they rest between two.
  var keyPause: TimeInterval = 0.15
  /// What the mirrors were told to ask for first, as often as that changed.
  private(set) var focuses: [BoardFocus] = []
  /// What was said to be kept, as often as that changed.
  private(set) var drafts: [[Draft]] = []
  /// What was asked for to be shown in panes.
  private(set) var readings: [Effect] = []

  /// - Parameters:
  ///   - isAnswering: whether the node has answered and listed its agents.
  ///   - user: who we are there.
  init(
    width: Int = 80, height: Int = 24, isAnswering: Bool = true, nodes: BoardNodes = BoardNodes(),
    user: String? = nil
  ) {
    model = Model(
      size: Size(width: width, height: height), timeZone: .gmt, now: Self.start, nodes: nodes)
    record = NodeRecord(name: Self.node, url: "http://prod:8000", userId: user)
    if isAnswering {
      record.health = .answering(.fast)
      record.showsProgress = true
      record.agents = [
        Self.agent("claude", true), Self.agent("goose", false), Self.agent("demo", true),
      ]
      record.skills = [
        SkillInfo(
          id: NodeText("documentation"), name: NodeText("Documentation"),
          description: NodeText("Generate or update documentation"),
          requiredPermissions: [NodeText("write")])
      ]
    }
    send(.mirror(.snapshot(BoardSnapshot(node: record, tasks: []))))
  }

  /// With a card in most columns.
  static func busy(width: Int = 80, height: Int = 24, user: String? = nil) -> SampleBoard {
    var board = SampleBoard(width: width, height: height, user: user)
    board.show(
      board.task("b001-aaaa", .pending, title: "Write the changelog", agent: "demo", minutes: 1),
      board.task(
        "7f3a91c2", .running, title: "Add login throttling", minutes: 2, progress: 31,
        message: "running tests"),
      board.task(
        "44d0ffff", .running, title: "Auth docs pass", agent: "ollama", minutes: 5,
        progress: 80),
      board.task(
        "2c40aaaa", .completed, title: "Fix flaky auth test", minutes: 11, result: "Done."),
      board.task("9e11aaaa", .failed, title: "Upgrade TLS", minutes: 70, error: "no route\nto host")
    )
    return board
  }

  /// One more node, which answers unless it is changed.
  mutating func add(node name: String, _ change: (inout NodeRecord) -> Void = { _ in }) {
    var other = NodeRecord(name: NodeName(name), url: "http://\(name):8000")
    other.health = .answering(.fast)
    other.showsProgress = true
    other.agents = [Self.agent("demo", true)]
    change(&other)
    others[other.name] = other
    send(.mirror(.snapshot(BoardSnapshot(node: other, tasks: []))))
  }

  static func agent(_ type: String, _ isConfigured: Bool) -> AgentInfo {
    AgentInfo(
      agentType: NodeText(type), name: NodeText(type.capitalized), description: nil,
      isConfigured: isConfigured, capabilities: [NodeText("code_generation")])
  }

  static func key(_ id: String) -> TaskKey { TaskKey(node: node, id: TaskID(id)) }

  /// A task of ours, in a state that it reached `minutes` ago.
  func task(
    _ id: String, _ status: TaskStatus = .pending, on node: String = "prod", title: String? = nil,
    prompt: String = "A prompt",
    agent: String = "claude", minutes: Double = 0, progress: Int? = nil, message: String? = nil,
    question: String? = nil, result: String? = nil, error: String? = nil,
    metadata added: [String: JSONValue] = [:]
  ) -> TaskRecord {
    let time = now.addingTimeInterval(-minutes * 60)
    var record = TaskRecord(
      key: TaskKey(node: NodeName(node), id: TaskID(id)), agent: NodeText(agent), submitter: .us,
      submittedAt: time)
    record.claim(TaskSubmitRequest(agentId: agent, description: title, input: prompt), by: nil)
    let first = TaskState(id: TaskID(id), status: .pending)
    _ = record.take(.state(first), askedAt: time, at: time)
    var metadata = added
    metadata["progress"] = progress.map { .number(Double($0)) }
    metadata["message"] = message.map(JSONValue.string)
    metadata["question"] = question.map(JSONValue.string)
    let state = TaskState(
      id: TaskID(id), status: status, result: result.map { NodeText($0) },
      error: error.map { NodeText($0) }, executionTime: status.isFinal ? 48 : nil,
      metadata: metadata)
    _ = record.take(.state(state), askedAt: time, at: time)
    return record
  }

  /// - Returns: the effects but for those that are kept in ``focuses``, ``drafts``, ``readings``.
  @discardableResult
  mutating func send(_ message: Message) -> [Effect] {
    update(&model, message, at: now).filter { effect in
      switch effect {
      case .focus(let focus): focuses.append(focus)
      case .keep(let written): drafts.append(written)
      case .readAudit, .readStatistics: readings.append(effect)
      default: return true
      }
      return false
    }
  }

  /// The mirror tells of these tasks.
  mutating func show(_ tasks: TaskRecord...) {
    send(.mirror(.changes(ChangeSet(tasks: tasks))))
  }

  /// The mirror tells of the node, changed.
  mutating func node(_ change: (inout NodeRecord) -> Void) {
    change(&record)
    send(.mirror(.changes(ChangeSet(node: record))))
  }

  /// Keys one by one, a little time apart.
  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] {
    keys.flatMap { key in
      now.addTimeInterval(keyPause)
      return send(.input([.key(key)]))
    }
  }

  @discardableResult
  mutating func type(_ text: String) -> [Effect] {
    text.flatMap { press($0 == "\n" ? .enter : .character($0)) }
  }

  /// Puts the board into a state that takes many keys to reach.
  mutating func model(changing change: (inout Model) -> Void) {
    change(&model)
  }

  mutating func wait(_ seconds: TimeInterval) {
    now.addTimeInterval(seconds)
    send(.tick)
  }

  var frame: Frame { draw(model, theme: .plain) }

  /// The screen as text.
  var screen: String { frame.canvas.text }

  /// The screen's lines.
  var lines: [String] { screen.components(separatedBy: "\n") }
}
