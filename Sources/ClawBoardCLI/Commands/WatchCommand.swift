import ArgumentParser
import AsyncAlgorithms
import ClawLink
import ClawMirror
import Foundation

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Print every change as a line of JSON, until ^c.",
    usage: "clawboard watch [--filter <filter>] [options]",
    discussion: """
      At first a line for each task that matches and each node, then one for each change. Every \
      line is an object with version, seq (1, 2, 3 … within this run), time and type: task with the \
      fields of ls; gone for a task that matches no more; node with the fields of nodes; restarted \
      for a node that was. It goes on through outages.

      Example: clawboard watch --filter 'state:waiting' | jq --unbuffered -r .message
      """)

  @OptionGroup(title: FilterOptions.title)
  var filter: FilterOptions
  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  func run() async throws {
    let choice = try node.choice()
    let filter = try filter.read(saved: choice.settings.filterTexts)
    let interruption = await Interruption()
    Output.endWhenUnread()
    try await node.withConnections(of: choice) { connections in
      try await interruption.run {
        try await NodeWatch(connections: connections).run { news in
          try await tell(news, filter)
          throw CancellationError()
        }
      }
    }
  }

  /// What a filter says of ages changes by time alone.
  private enum Event {
    case news(NodeWatch.News)
    case tick
  }

  private func tell(
    _ news: AsyncStream<NodeWatch.News>, _ filter: TaskFilter
  ) async throws {
    var teller = ChangeTeller(filter: filter)
    guard filter.dependsOnTime else {
      for await news in news { try write(teller.take(news.event, at: Date())) }
      return
    }
    let ticks = AsyncTimerSequence(interval: .seconds(1), clock: .continuous).map { _ in Event.tick
    }
    for await event in merge(news.map { Event.news($0) }, ticks) {
      switch event {
      case .news(let news): try write(teller.take(news.event, at: Date()))
      case .tick: try write(teller.lookAgain(at: Date()))
      }
    }
  }

  private func write(_ lines: [WatchLine]) throws {
    for line in lines { Output.line(try JSONOutput.line(line)) }
  }
}
