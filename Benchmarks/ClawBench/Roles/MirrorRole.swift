import AsyncAlgorithms
import ClawLink
import ClawMirror
import Dispatch

/// Mirrors nodes, and says what it sees.
///
/// It takes `focus <node> <selected or -> <visible>…` and `count`, and says
/// `saw <node> <task> <state> <nanoseconds>` and `count <requests>`.
struct MirrorRole {
  private let requests = RequestCount()
  private let mirrors: [NodeMirror]

  /// - Parameter arguments: the ledger and the nodes' addresses.
  init(_ arguments: [String]) throws {
    guard let path = arguments.first else { throw BenchFault.usage("the ledger is missing") }
    let ledger = try Ledger(path: path)
    mirrors = try arguments.dropFirst().map { [requests] url in
      let configuration = try ClawLinkConfiguration(baseUrl: url, pollIntervalMs: 1000)
      return NodeMirror(
        node: NodeRecord(
          name: NodeName(url), url: url, pollIntervalMs: configuration.pollIntervalMs),
        adapter: CountingAdapter(ClawLinkTransportAdapter(configuration), requests),
        ledger: ledger)
    }
  }

  func run() async {
    Role.listen { [mirrors, requests] words in
      switch words.first {
      case "focus": Self.focus(mirrors, words)
      case "count": Role.say("count \(requests.value)")
      default: break
      }
    }
    await withDiscardingTaskGroup { group in
      for (index, mirror) in mirrors.enumerated() {
        group.addTask {
          await mirror.run(
            ticks: AsyncTimerSequence(interval: mirror.tickInterval, clock: .continuous))
        }
        group.addTask { await Self.tell(of: mirror, index) }
      }
    }
  }

  private static func focus(_ mirrors: [NodeMirror], _ words: [String]) {
    guard words.count > 2, let index = Int(words[1]), mirrors.indices.contains(index) else {
      return
    }
    mirrors[index].focus(
      selected: words[2] == "-" ? nil : TaskID(words[2]),
      visible: Set(words.dropFirst(3).map { TaskID($0) }))
  }

  /// Says each state of each task once.
  private static func tell(of mirror: NodeMirror, _ index: Int) async {
    var told: [TaskID: TaskStatus] = [:]
    for await event in mirror.events {
      let time = DispatchTime.now().uptimeNanoseconds
      guard case .changes(let changes) = event else { continue }
      for task in changes.tasks where task.isSeen && told[task.key.id] != task.status {
        told[task.key.id] = task.status
        Role.say("saw \(index) \(task.key.id) \(task.status.name.shown) \(time)")
      }
    }
  }
}
